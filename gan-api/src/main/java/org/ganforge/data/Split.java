package org.ganforge.data;

import java.util.List;

/** The two parts of a data set as its makers published it. */
public enum Split {
  /** The larger part, which a GAN learns from. */
  TRAIN("train"),
  /** The smaller part, kept back for evaluation; the files of MNIST call it {@code t10k}. */
  TEST("t10k", "test");

  private final List<String> filePrefixes;

  Split(String... filePrefixes) {
    this.filePrefixes = List.of(filePrefixes);
  }

  /** Returns how the names of its IDX files begin, the usual one first. */
  List<String> filePrefixes() {
    return filePrefixes;
  }
}
