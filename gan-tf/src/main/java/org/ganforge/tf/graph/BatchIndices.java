package org.ganforge.tf.graph;

import java.util.List;
import org.ganforge.internal.Seeds;
import org.ganforge.tf.distributed.Replica;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.noise.Rows;
import org.ganforge.train.BatchOrder;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Chooses the examples of a data set that each step takes.
 *
 * @param count how many examples there are
 * @param seed the run's seed
 * @param rows which of a batch's examples are chosen
 */
record BatchIndices(int count, long seed, Rows rows) {
  /** Returns the indices of another replica's share of the same batches. */
  BatchIndices of(Replica other) {
    return new BatchIndices(count, seed, Rows.of(other));
  }

  /** Chooses whole batches. */
  BatchIndices(int count, long seed) {
    this(count, seed, Rows.all());
  }

  /**
   * Returns the indices of the replica's share of a turn's batch.
   *
   * @param batch the size of the whole batch
   * @param turn how many turns came before
   */
  Operand<TInt64> next(Ops tf, BatchOrder order, int batch, Operand<TInt64> turn) {
    return switch (order) {
      case RANDOM -> random(tf, "batches", batch, turn);
      case SEQUENTIAL -> position(tf, batch, turn);
      case SHUFFLED -> shuffled(tf, batch, turn);
    };
  }

  /** Returns indices drawn at random, with replacement, seeded by a name and a count. */
  Operand<TInt64> random(Ops tf, String name, int batch, Operand<TInt64> counter) {
    Operand<TInt64> seeds = new RandomStream(seed, counter).seedOf(tf, name);
    Operand<TInt32> share = tf.constant(new int[] {rows.replica().share(batch)});
    return rows.integers(tf, share, seeds, tf.constant(0L), tf.constant((long) count));
  }

  /** Returns the positions turn * batch, turn * batch + 1, ... within the epoch. */
  private Operand<TInt64> position(Ops tf, int batch, Operand<TInt64> turn) {
    Operand<TInt64> turns = tf.constant((long) (count / batch));
    Operand<TInt64> start = tf.math.mul(tf.math.floorMod(turn, turns), tf.constant((long) batch));
    long first = rows.replica().first(batch);
    long end = first + rows.replica().share(batch);
    return tf.math.add(start, tf.range(tf.constant(first), tf.constant(end), tf.constant(1L)));
  }

  private Operand<TInt64> shuffled(Ops tf, int batch, Operand<TInt64> turn) {
    Operand<TInt64> epoch = tf.math.floorDiv(turn, tf.constant((long) (count / batch)));
    Operand<TInt64> key = tf.constant(Seeds.derive(seed, "shuffle"));
    Operand<TInt64> seeds = tf.stack(List.of(key, epoch, tf.constant(0L)));
    return tf.randomIndexShuffle(position(tf, batch, turn), seeds, tf.constant((long) count - 1));
  }
}
