package org.ganforge.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The data sets that the program draws itself, so that they are at hand on every machine. */
enum DrawnDataset {
  DIGITS(HandwrittenDigits.NAME),
  SHAPES(DrawnShapes.NAME);

  private final String setName;

  DrawnDataset(String setName) {
    this.setName = setName;
  }

  /** Returns the names in the catalogue. */
  static List<String> names() {
    return Arrays.stream(values()).map(set -> set.setName).toList();
  }

  /** Returns the set of a name; nothing where it is not drawn. */
  static Optional<DrawnDataset> named(String name) {
    return Arrays.stream(values()).filter(set -> set.setName.equals(name)).findFirst();
  }

  /** Draws a part of the set. */
  ImageDataset draw(Split split) {
    return switch (this) {
      case DIGITS -> HandwrittenDigits.of(split);
      case SHAPES -> DrawnShapes.of(split);
    };
  }
}
