package org.ganforge.data;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data sets that the library draws itself, so they are available on every machine. */
enum DrawnDataset {
  DIGITS(HandwrittenDigits.NAME),
  SHAPES(DrawnShapes.NAME);

  /**
   * Caches the drawn digits, 9 MB in all, while memory allows: they never change, and every
   * training in a process needs them. The shapes would take 150 MB.
   */
  private static final Map<Split, SoftReference<ImageDataset>> DRAWN_DIGITS =
      new EnumMap<>(Split.class);

  private final String setName;

  DrawnDataset(String setName) {
    this.setName = setName;
  }

  /** Returns the names in the catalogue. */
  static List<String> names() {
    return Arrays.stream(values()).map(set -> set.setName).toList();
  }

  /** Returns the set with this name; empty if it is not a drawn one. */
  static Optional<DrawnDataset> named(String name) {
    return Arrays.stream(values()).filter(set -> set.setName.equals(name)).findFirst();
  }

  private static int count(Split split) {
    return split == Split.TRAIN ? 10_000 : 2_000;
  }

  /** Draws a part of the set: 10,000 training images or 2,000 test images. */
  ImageDataset draw(Split split) {
    return this == DIGITS ? digits(split) : draw(count(split), split);
  }

  /** Describes a part of the set without drawing it. */
  DatasetState.Part part(Split split) {
    ImageDataset one = draw(1, split);
    return new DatasetState.Part(one.name(), count(split), one.imageShape(), one.classNames());
  }

  private ImageDataset draw(int count, Split split) {
    long seed = split == Split.TRAIN ? 0 : 1;
    return switch (this) {
      case DIGITS -> HandwrittenDigits.of(count, seed);
      case SHAPES -> DrawnShapes.of(count, seed);
    };
  }

  private static ImageDataset digits(Split split) {
    synchronized (DRAWN_DIGITS) {
      SoftReference<ImageDataset> drawn = DRAWN_DIGITS.get(split);
      ImageDataset before = drawn == null ? null : drawn.get();
      if (before != null) {
        return before;
      }
      ImageDataset digits = DIGITS.draw(count(split), split);
      DRAWN_DIGITS.put(split, new SoftReference<>(digits));
      return digits;
    }
  }
}
