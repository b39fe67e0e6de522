package org.ganforge.data;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.MachineMemory;
import org.ganforge.layer.TensorShape;

/**
 * The memory that a set of images takes.
 *
 * @param where where the set comes from
 * @param count the number of images
 * @param shape the shape of each
 */
record ImageMemory(String where, int count, TensorShape shape) {
  /** A fraction of the free memory: Java needs the rest for decoding and other work. */
  private static final double MOST_OF_JAVA = 0.75;

  /** A fraction of the machine's memory: a backend keeps a copy and computes beside it. */
  private static final double MOST_OF_MACHINE = 0.25;

  private long needed() {
    return (long) shape.size() * count;
  }

  private static long free() {
    return (long) (MOST_OF_JAVA * Decoders.free());
  }

  /** Returns whether there is room for the images and for training on them. */
  boolean isComfortable() {
    return needed() <= free() && needed() <= MOST_OF_MACHINE * MachineMemory.here().most();
  }

  /**
   * Rejects images that don't fit in memory.
   *
   * @param wayOut what to do in that case
   */
  void require(String wayOut) {
    if (needed() > free()) {
      throw new InvalidInputException(
          where,
          "images that fit in Java's memory, " + MachineMemory.gigabytes(free()) + ",",
          count + " images " + shape + ", " + MachineMemory.gigabytes(needed()),
          wayOut);
    }
  }
}
