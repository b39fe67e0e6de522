package org.ganforge.tf.graph;

import java.util.List;
import org.ganforge.data.ValueRange;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.variable.ResourceHandle;
import org.ganforge.train.BatchOrder;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * The data set in the graph: bytes in a resource variable, filled once, out of which each step
 * picks its batch and makes it numbers. No image goes through Java while training.
 */
final class ImageBatches {
  private final int count;
  private final TensorShape shape;
  private final ValueRange range;
  private final long seed;
  private final Operand<TType> handle;
  private final Placeholder<TUint8> bytes;
  private final Op fill;

  /**
   * Makes the variable.
   *
   * @param count how many images there are
   * @param shape the shape in which the discriminator takes one
   * @param seed the run's seed, for the order
   */
  ImageBatches(Ops tf, int count, TensorShape shape, ValueRange range, long seed) {
    this.count = count;
    this.shape = shape;
    this.range = range;
    this.seed = seed;
    Shape all = Shape.of(count, shape.size());
    this.handle = ResourceHandle.create(tf.scope(), "data/images", TUint8.class, all);
    this.bytes = tf.placeholder(TUint8.class, Placeholder.shape(all));
    this.fill = tf.assignVariableOp(handle, bytes);
  }

  /** Returns where all bytes are fed, {@code [count, size]}, when {@link #fill} runs. */
  Operand<TUint8> bytes() {
    return bytes;
  }

  /** Returns the operation that fills the variable. */
  Op fill() {
    return fill;
  }

  /**
   * Returns the batch of a turn.
   *
   * @param turn how many turns have been before
   */
  Operand<TFloat32> next(Ops tf, BatchOrder order, int batch, Operand<TInt64> turn) {
    return switch (order) {
      case RANDOM -> random(tf, "batches", batch, turn);
      case SEQUENTIAL -> pick(tf, position(tf, batch, turn));
      case SHUFFLED -> pick(tf, shuffled(tf, batch, turn));
    };
  }

  /** Returns images drawn at random, with replacement, under a name and a count of their own. */
  Operand<TFloat32> random(Ops tf, String name, int batch, Operand<TInt64> counter) {
    Operand<TInt64> seeds = new RandomStream(seed, counter).seedOf(tf, name);
    return pick(
        tf,
        tf.random.statelessRandomUniformInt(
            tf.constant(new int[] {batch}), seeds, tf.constant(0L), tf.constant((long) count)));
  }

  /** Places turn * batch, turn * batch + 1, ... within the epoch. */
  private Operand<TInt64> position(Ops tf, int batch, Operand<TInt64> turn) {
    Operand<TInt64> turns = tf.constant((long) (count / batch));
    Operand<TInt64> start = tf.math.mul(tf.math.floorMod(turn, turns), tf.constant((long) batch));
    return tf.math.add(
        start, tf.range(tf.constant(0L), tf.constant((long) batch), tf.constant(1L)));
  }

  private Operand<TInt64> shuffled(Ops tf, int batch, Operand<TInt64> turn) {
    Operand<TInt64> epoch = tf.math.floorDiv(turn, tf.constant((long) (count / batch)));
    Operand<TInt64> key = tf.constant(Seeds.derive(seed, "shuffle"));
    Operand<TInt64> seeds = tf.stack(List.of(key, epoch, tf.constant(0L)));
    return tf.randomIndexShuffle(position(tf, batch, turn), seeds, tf.constant((long) count - 1));
  }

  private Operand<TFloat32> pick(Ops tf, Operand<TInt64> indices) {
    Operand<TFloat32> values =
        tf.dtypes.cast(tf.resourceGather(handle, indices, TUint8.class), TFloat32.class);
    Operand<TFloat32> scaled =
        tf.math.div(tf.math.sub(values, tf.constant(range.offset())), tf.constant(range.divisor()));
    int[] dims = shape.times(1).toArray();
    dims[0] = -1;
    return tf.reshape(scaled, tf.constant(dims));
  }
}
