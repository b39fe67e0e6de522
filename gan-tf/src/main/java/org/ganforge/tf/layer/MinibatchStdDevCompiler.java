package org.ganforge.tf.layer;

import java.util.Arrays;
import java.util.List;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Compiles {@link MinibatchStdDev}. The batch is padded with zeros so that all groups are equally
 * large; a mask excludes the padding from the sums. It has no matrix product to compute in mixed
 * precision.
 */
final class MinibatchStdDevCompiler implements UnaryLayerCompiler<MinibatchStdDev> {
  private static final double EPSILON = 1e-8;

  @Override
  public Operand<TFloat32> compile(
      MinibatchStdDev layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    TensorShape shape = context.inputShape();
    int[] place = new int[shape.rank() + 1];
    Arrays.fill(place, 1);
    place[0] = -1;
    place[shape.rank()] = layer.features();
    Operand<TFloat32> features = tf.reshape(features(layer, context, input), tf.constant(place));
    if (shape.rank() > 1) {
      int[] places = shape.times(1).toArray();
      places[shape.rank()] = 1;
      features = tf.math.mul(features, tf.fill(tf.constant(places), tf.constant(1f)));
    }
    return tf.concat(List.of(input, features), tf.constant(shape.rank()));
  }

  /** Returns the features of each image, {@code [count, features]}. */
  private static Operand<TFloat32> features(
      MinibatchStdDev layer, LayerContext context, Operand<TFloat32> input) {
    Operand<TInt32> front = context.front();
    if (front == null) {
      return ofPart(layer, context, input);
    }
    Ops tf = context.tf();
    int[] rest = new int[context.inputShape().rank()];
    Operand<TInt32> start = tf.constant(new int[rest.length + 1]);
    Operand<TInt32> middle = tf.concat(List.of(front, tf.constant(rest)), tf.constant(0));
    Arrays.fill(rest, -1);
    Operand<TInt32> first = tf.concat(List.of(front, tf.constant(rest)), tf.constant(0));
    int[] all = new int[rest.length + 1];
    Arrays.fill(all, -1);
    return tf.concat(
        List.of(
            ofPart(layer, context, tf.slice(input, start, first)),
            ofPart(layer, context, tf.slice(input, middle, tf.constant(all)))),
        tf.constant(0));
  }

  private static Operand<TFloat32> ofPart(
      MinibatchStdDev layer, LayerContext context, Operand<TFloat32> images) {
    Ops tf = context.tf();
    TensorShape shape = context.inputShape();
    // Without this, TensorFlow would look for a gradient through the shape.
    Operand<TInt32> count =
        tf.stopGradient(
            tf.slice(tf.shape(images), tf.constant(new int[] {0}), tf.constant(new int[] {1})));
    Groups groups = new Groups(tf, layer.groupSize(), count);
    int features = layer.features();
    int channels = shape.dim(-1) / features;
    Operand<TFloat32> apart =
        groups.apart(
            tf.reshape(images, tf.constant(new int[] {-1, shape.size()})),
            shape.size() / shape.dim(-1),
            features,
            channels);
    Operand<TFloat32> mask =
        groups.apart(
            tf.fill(
                tf.concat(List.of(count, tf.constant(new int[] {1})), tf.constant(0)),
                tf.constant(1f)),
            1,
            1,
            1);
    Operand<TFloat32> members = sum(tf, mask);
    Operand<TFloat32> mean = tf.math.div(sum(tf, apart), members);
    Operand<TFloat32> off = tf.math.mul(tf.math.sub(apart, mean), mask);
    Operand<TFloat32> variance =
        tf.math.add(tf.math.div(sum(tf, tf.math.square(off)), members), context.scalar(EPSILON));
    Operand<TFloat32> deviation = tf.math.mul(variance, context.rsqrt(variance));
    return groups.spread(
        tf.math.mean(deviation, tf.constant(new int[] {2, 4}), Mean.keepDims(true)), features);
  }

  /** Returns the sum over the members of each group. */
  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> apart) {
    return tf.reduceSum(apart, tf.constant(0), ReduceSum.keepDims(true));
  }

  /**
   * The groups of a batch.
   *
   * @param count how many images the batch has, {@code [1]}
   */
  private record Groups(Ops tf, int size, Operand<TInt32> count) {
    /** Returns the number of groups, {@code [1]}. */
    private Operand<TInt32> number() {
      return tf.math.floorDiv(tf.math.add(count, tf.constant(size - 1)), tf.constant(size));
    }

    /** Returns the images' values as {@code [size, groups, places, features, channels]}. */
    Operand<TFloat32> apart(Operand<TFloat32> rows, int places, int features, int channels) {
      Operand<TInt32> missing = tf.math.sub(tf.math.mul(number(), tf.constant(size)), count);
      Operand<TInt32> paddings =
          tf.concat(
              List.of(tf.constant(new int[] {0}), missing, tf.constant(new int[] {0, 0})),
              tf.constant(0));
      Operand<TFloat32> full =
          tf.pad(rows, tf.reshape(paddings, tf.constant(new int[] {2, 2})), tf.constant(0f));
      Operand<TInt32> shape =
          tf.concat(
              List.of(
                  tf.constant(new int[] {size}),
                  number(),
                  tf.constant(new int[] {places, features, channels})),
              tf.constant(0));
      return tf.reshape(full, shape);
    }

    /** Returns each image's copy of its group's features, {@code [count, features]}. */
    Operand<TFloat32> spread(Operand<TFloat32> ofGroups, int features) {
      Operand<TFloat32> members =
          tf.fill(tf.constant(new int[] {size, 1, 1, 1, 1}), tf.constant(1f));
      Operand<TFloat32> all =
          tf.reshape(tf.math.mul(ofGroups, members), tf.constant(new int[] {-1, features}));
      Operand<TInt32> taken =
          tf.concat(List.of(count, tf.constant(new int[] {features})), tf.constant(0));
      return tf.slice(all, tf.constant(new int[] {0, 0}), taken);
    }
  }
}
