package org.ganforge.data;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.MachineMemory;
import org.ganforge.layer.TensorShape;

/**
 * The memory that a set of images takes.
 *
 * @param where the set comes from
 * @param count how many images
 * @param shape of each
 */
record ImageMemory(String where, int count, TensorShape shape) {
  /** A share of the free memory: Java needs the rest to decode and to work in. */
  private static final double MOST_OF_JAVA = 0.75;

  /** A share of the machine's: a backend keeps a copy, and computes beside it. */
  private static final double MOST_OF_MACHINE = 0.25;

  private long needed() {
    return (long) shape.size() * count;
  }

  private static long free() {
    return (long) (MOST_OF_JAVA * Decoders.free());
  }

  /** Returns whether there is room for the images and for what a training makes of them. */
  boolean isComfortable() {
    return needed() <= free() && needed() <= MOST_OF_MACHINE * MachineMemory.here().most();
  }

  /**
   * Refuses images that there is no room for.
   *
   * @param wayOut what to do then
   */
  void require(String wayOut) {
    if (needed() > free()) {
      throw new InvalidInputException(
          where,
          "images that Java's memory has room for, " + MachineMemory.gigabytes(free()) + ",",
          count + " images " + shape + ", " + MachineMemory.gigabytes(needed()),
          wayOut);
    }
  }
}
