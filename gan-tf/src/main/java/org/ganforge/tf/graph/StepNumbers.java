package org.ganforge.tf.graph;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A number for each step. It depends on what the step does, not on which steps were built before,
 * since a process that also draws histograms builds more steps than others.
 */
final class StepNumbers {
  private static final int SHIFT = 15;

  private final Set<Integer> given = new HashSet<>();

  /** Returns the number of a step, of 17 bits; the next free one if two steps have the same. */
  int of(List<StepKind> kinds) {
    CRC32 sum = new CRC32();
    sum.update(kinds.toString().getBytes(StandardCharsets.UTF_8));
    int number = (int) (sum.getValue() >>> SHIFT);
    while (!given.add(number)) {
      number = (number + 1) % (1 << 17);
    }
    return number;
  }
}
