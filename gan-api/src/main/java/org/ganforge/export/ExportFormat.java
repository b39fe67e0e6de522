package org.ganforge.export;

/** A form in which other programs read a network. */
public enum ExportFormat {
  /** TensorFlow's SavedModel, a directory: for Python, TensorFlow Serving and TensorFlow Java. */
  SAVED_MODEL("savedmodel", "saved_model"),
  /** Keras 3's own file, which {@code keras.models.load_model} opens as a Sequential. */
  KERAS("keras", "model.keras"),
  /** The older form of one HDF5 file, Keras 2's, which Keras 3 opens as well. */
  H5("h5", "model.h5");

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

  /** Returns {@code savedmodel}, {@code keras} or {@code h5}. */
  @Override
  public String toString() {
    return label;
  }
}
