package org.ganforge.tf.graph;

import org.ganforge.data.ValueRange;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.distributed.Replica;
import org.ganforge.tf.noise.Rows;
import org.ganforge.train.BatchOrder;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * The images in the graph, from which each step picks its batch and converts it to numbers. No
 * image passes through Java during training.
 *
 * @param variable their bytes
 * @param labels their labels, in the form of {@link LabelBytes}; null if nothing takes them
 * @param indices chooses the images a step takes
 * @param shape the shape of an image as a network takes it
 * @param range the range of numbers that bytes are scaled to
 */
record ImageBatches(
    DatasetVariable variable,
    @Nullable DatasetVariable labels,
    BatchIndices indices,
    TensorShape shape,
    ValueRange range)
    implements RealBatches {

  /**
   * Makes the variable {@code data/images} and, if labels are taken, {@code data/labels}.
   *
   * @param count how many images there are
   * @param seed the run's seed, for the order
   * @param replica takes its share of each batch
   */
  static ImageBatches create(
      Ops tf,
      int count,
      TensorShape shape,
      ValueRange range,
      boolean hasLabels,
      long seed,
      Replica replica) {
    DatasetVariable variable = new DatasetVariable(tf, "data/images", count, shape.size(), replica);
    DatasetVariable labels =
        hasLabels ? new DatasetVariable(tf, "data/labels", count, LabelBytes.SIZE, replica) : null;
    BatchIndices indices = new BatchIndices(count, seed, Rows.of(replica));
    return new ImageBatches(variable, labels, indices, shape, range);
  }

  @Override
  public ImageBatches of(Replica other) {
    return new ImageBatches(variable, labels, indices.of(other), shape, range);
  }

  @Override
  public RealBatch next(Ops tf, BatchOrder order, int batch, Operand<TInt64> turn) {
    return pick(tf, indices.next(tf, order, batch, turn));
  }

  @Override
  public RealBatch random(Ops tf, String name, int batch, Operand<TInt64> counter) {
    return pick(tf, indices.random(tf, name, batch, counter));
  }

  private RealBatch pick(Ops tf, Operand<TInt64> chosen) {
    Operand<TFloat32> images = numbers(tf, variable.rows(tf, chosen), shape, range);
    return new RealBatch(
        images, labels == null ? null : LabelBytes.numbers(tf, labels.rows(tf, chosen)));
  }

  /**
   * Converts bytes {@code [count, size]} to the numbers that a network sees, exactly those of the
   * range.
   */
  static Operand<TFloat32> numbers(
      Ops tf, Operand<TUint8> bytes, TensorShape shape, ValueRange range) {
    Operand<TFloat32> values = tf.dtypes.cast(bytes, TFloat32.class);
    // TensorFlow replaces division by a known constant with multiplication by its reciprocal, which
    // rounds differently.
    Operand<TFloat32> divisor =
        tf.placeholderWithDefault(tf.constant(range.divisor()), Shape.scalar());
    Operand<TFloat32> scaled =
        tf.math.div(tf.math.sub(values, tf.constant(range.offset())), divisor);
    int[] dims = shape.times(1).toArray();
    dims[0] = -1;
    return tf.reshape(scaled, tf.constant(dims));
  }
}
