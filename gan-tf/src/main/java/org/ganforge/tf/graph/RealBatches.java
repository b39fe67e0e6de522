package org.ganforge.tf.graph;

import org.ganforge.tf.distributed.Replica;
import org.ganforge.train.BatchOrder;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/** The source of a step's real images. */
sealed interface RealBatches permits ImageBatches, StreamBatches {
  /**
   * Returns the replica's share of the batch of a turn.
   *
   * @param batch the size of the whole batch
   * @param turn how many turns came before
   */
  RealBatch next(Ops tf, BatchOrder order, int batch, Operand<TInt64> turn);

  /** Returns a share of images drawn at random, with replacement, seeded by a name and a count. */
  RealBatch random(Ops tf, String name, int batch, Operand<TInt64> counter);

  /** Returns another replica's share of the same images, which are in memory only once. */
  RealBatches of(Replica other);

  /** Returns the labels of all images, to be filled once; null if no network takes any. */
  @Nullable DatasetVariable labels();
}
