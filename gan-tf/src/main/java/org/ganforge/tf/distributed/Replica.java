package org.ganforge.tf.distributed;

import org.jspecify.annotations.Nullable;
import org.tensorflow.DeviceSpec;
import org.tensorflow.op.Ops;

/**
 * One of the equal copies of a training, each of which computes its share of every batch.
 *
 * @param rank its number, from 0
 * @param of how many there are in total
 * @param device where it computes; null for TensorFlow's choice
 */
public record Replica(int rank, int of, @Nullable DeviceSpec device) {
  /** Checks the rank. */
  public Replica {
    if (of < 1 || rank < 0 || rank >= of) {
      throw new IllegalArgumentException("replica " + rank + " of " + of);
    }
  }

  /** Returns the only one. */
  public static Replica alone() {
    return new Replica(0, 1, null);
  }

  /** Returns whether there are no others. */
  public boolean isAlone() {
    return of == 1;
  }

  /** Returns its share of a number that all share equally. */
  public int share(int all) {
    return all / of;
  }

  /** Returns the first example that it computes, of those that all share. */
  public int first(int all) {
    return rank * share(all);
  }

  /** Returns an {@code Ops} whose operations run on its device. */
  public Ops on(Ops tf) {
    return device == null ? tf : tf.withDevice(device);
  }
}
