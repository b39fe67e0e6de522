package org.ganforge.tf.layer;

import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.Padding;
import org.ganforge.layer.UpSampling2D;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A layer's effect on the rows and the columns of images, as two matrix products. The gradients of
 * TensorFlow's own pooling and resizing cannot be differentiated; those of products can.
 */
final class AxisMap {
  private final float[][] rows;
  private final float[][] columns;

  /**
   * Takes the matrices.
   *
   * @param rows {@code [rows out][rows in]}
   * @param columns the same for columns
   */
  private AxisMap(float[][] rows, float[][] columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /** Returns the map that averages the pixels of each window that lie within the image. */
  static AxisMap of(AveragePooling2D layer, LayerContext context) {
    return new AxisMap(means(layer, context, 0), means(layer, context, 1));
  }

  private static float[][] means(AveragePooling2D layer, LayerContext context, int axis) {
    int in = context.inputShape().dim(axis);
    int out = context.outputShape().dim(axis);
    int window = axis == 0 ? layer.poolSize().rows() : layer.poolSize().columns();
    int step = axis == 0 ? layer.stepSize().rows() : layer.stepSize().columns();
    int border = layer.padding() == Padding.SAME ? Math.max(0, (out - 1) * step + window - in) : 0;
    float[][] matrix = new float[out][in];
    for (int i = 0; i < out; i++) {
      int from = Math.max(0, i * step - border / 2);
      int to = Math.min(in, i * step - border / 2 + window);
      for (int k = from; k < to; k++) {
        matrix[i][k] = 1f / (to - from);
      }
    }
    return matrix;
  }

  /** Returns the map that repeats pixels, or interpolates linearly between their centres. */
  static AxisMap of(UpSampling2D layer, LayerContext context) {
    return new AxisMap(
        larger(layer.interpolation(), context.inputShape().dim(0), context.outputShape().dim(0)),
        larger(layer.interpolation(), context.inputShape().dim(1), context.outputShape().dim(1)));
  }

  private static float[][] larger(Interpolation interpolation, int in, int out) {
    float[][] matrix = new float[out][in];
    for (int i = 0; i < out; i++) {
      if (interpolation == Interpolation.NEAREST) {
        matrix[i][i / (out / in)] = 1;
      } else {
        double place = (i + 0.5) * in / out - 0.5;
        int lower = (int) Math.floor(place);
        float share = (float) (place - lower);
        matrix[i][Math.max(lower, 0)] += 1 - share;
        matrix[i][Math.min(lower + 1, in - 1)] += share;
      }
    }
    return matrix;
  }

  /** Returns the images {@code [count, rows out, columns out, channels]}. */
  Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> images) {
    Ops tf = context.tf();
    int channels = context.inputShape().dim(2);
    Operand<TFloat32> rowsFirst = turned(tf, images, 1, 0, 2, 3);
    Operand<TFloat32> ofRows = product(tf, rows, rowsFirst, columns[0].length, channels);
    Operand<TFloat32> columnsFirst = turned(tf, ofRows, 2, 1, 0, 3);
    Operand<TFloat32> ofColumns = product(tf, columns, columnsFirst, rows.length, channels);
    return turned(tf, ofColumns, 1, 2, 0, 3);
  }

  private static Operand<TFloat32> turned(Ops tf, Operand<TFloat32> images, int... order) {
    return tf.linalg.transpose(images, tf.constant(order));
  }

  /** Returns {@code [out, count, other, channels]} from {@code [in, count, other, channels]}. */
  private static Operand<TFloat32> product(
      Ops tf, float[][] matrix, Operand<TFloat32> images, int other, int channels) {
    Operand<TFloat32> flat = tf.reshape(images, tf.constant(new int[] {matrix[0].length, -1}));
    return tf.reshape(
        tf.linalg.matMul(tf.constant(matrix), flat),
        tf.constant(new int[] {matrix.length, -1, other, channels}));
  }
}
