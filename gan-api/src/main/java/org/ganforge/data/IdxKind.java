package org.ganforge.data;

/** The kinds of IDX files for images and labels, with their magic numbers. */
enum IdxKind {
  IMAGES("images", "images-idx3-ubyte", 0x00000803, 3),
  /** Images with channels, innermost; not used by the MNIST family. */
  COLOURS("images", "images-idx4-ubyte", 0x00000804, 4),
  LABELS("labels", "labels-idx1-ubyte", 0x00000801, 1);

  private final String what;
  private final String fileSuffix;
  private final int magic;
  private final int rank;

  IdxKind(String what, String fileSuffix, int magic, int rank) {
    this.what = what;
    this.fileSuffix = fileSuffix;
    this.magic = magic;
    this.rank = rank;
  }

  String what() {
    return what;
  }

  int magic() {
    return magic;
  }

  int rank() {
    return rank;
  }

  int headerBytes() {
    return 4 + 4 * rank;
  }

  /**
   * Returns the usual name of such a file, without {@code .gz}: {@code train-images-idx3-ubyte}.
   */
  String fileName(Split split) {
    return split.filePrefixes().get(0) + "-" + fileSuffix;
  }

  /**
   * Returns whether {@code fileName}, with or without {@code .gz}, is or ends with a usual name.
   */
  boolean matches(Split split, String fileName) {
    String bare = bareName(fileName);
    return split.filePrefixes().stream()
        .map(prefix -> prefix + "-" + fileSuffix)
        .anyMatch(usual -> bare.equals(usual) || bare.endsWith("-" + usual));
  }

  /**
   * Returns the usual spelling of a file's name: some copies have lost .gz, or have a dot for a
   * dash.
   */
  static String bareName(String fileName) {
    String unpacked =
        fileName.endsWith(".gz") ? fileName.substring(0, fileName.length() - 3) : fileName;
    return unpacked.replace(".idx", "-idx");
  }
}
