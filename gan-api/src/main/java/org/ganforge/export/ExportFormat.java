package org.ganforge.export;

/** A form in which other programs read a network. */
public enum ExportFormat {
  /** TensorFlow's SavedModel, a directory: for Python, TensorFlow Serving and TensorFlow Java. */
  SAVED_MODEL("savedmodel", "saved_model");

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

  /** Returns {@code savedmodel}. */
  @Override
  public String toString() {
    return label;
  }
}
