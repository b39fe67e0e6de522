package org.ganforge.export;

/** A file format that other programs can read. */
public enum ExportFormat {
  /** TensorFlow's SavedModel, a directory: for Python, TensorFlow Serving and TensorFlow Java. */
  SAVED_MODEL("savedmodel", "saved_model"),
  /** Keras 3's native file, which {@code keras.models.load_model} opens. */
  KERAS("keras", "model.keras"),
  /** Keras 2's single HDF5 file, which Keras 3 opens as well. */
  H5("h5", "model.h5"),
  /** An ONNX file, for inference in ONNX Runtime: in Java, C++, Python, JavaScript and others. */
  ONNX("onnx", "model.onnx");

  private final String label;
  private final String fileName;

  ExportFormat(String label, String fileName) {
    this.label = label;
    this.fileName = fileName;
  }

  /** Returns the name of the file or directory in an export. */
  public String fileName() {
    return fileName;
  }

  /** Returns {@code savedmodel}, {@code keras}, {@code h5} or {@code onnx}. */
  @Override
  public String toString() {
    return label;
  }
}
