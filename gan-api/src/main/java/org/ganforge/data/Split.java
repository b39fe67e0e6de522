package org.ganforge.data;

import java.util.List;

/** The two parts of a data set as its makers published it. */
public enum Split {
  /** The larger part, which a GAN learns from. */
  TRAIN,
  /** The smaller part, kept back for evaluation; MNIST's files call it {@code t10k}. */
  TEST;

  /** Returns how the names of its IDX files begin, the usual one first. */
  List<String> filePrefixes() {
    return switch (this) {
      case TRAIN -> List.of("train");
      case TEST -> List.of("t10k", "test");
    };
  }
}
