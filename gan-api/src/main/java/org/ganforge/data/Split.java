package org.ganforge.data;

import java.util.List;

/** The two parts of a data set as published. */
public enum Split {
  /** The larger part, for training. */
  TRAIN,
  /** The smaller part, held out for evaluation; MNIST's files call it {@code t10k}. */
  TEST;

  /** Returns the prefixes of its IDX files' names, the usual one first. */
  List<String> filePrefixes() {
    return switch (this) {
      case TRAIN -> List.of("train");
      case TEST -> List.of("t10k", "test");
    };
  }
}
