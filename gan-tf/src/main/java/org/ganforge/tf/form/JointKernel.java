package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The kernel of a convolution that computes a square of neighbouring places of another
 * convolution's output at once, each as separate channels; its taps are sums of the other's.
 *
 * @param transposed whether the other kernel is that of a transposed convolution, {@code [rows,
 *     columns, filters, channels]}
 */
public record JointKernel(Taps rows, Taps columns, int channels, int filters, boolean transposed) {

  /** Returns how many filters the joint kernel has. */
  public int jointFilters() {
    return rows.phases() * columns.phases() * filters;
  }

  /** Returns whether padding same gives the joint kernel the border that the other one had. */
  public boolean isCentered() {
    return rows.isCentered() && columns.isCentered();
  }

  /** Returns whether a place of the output takes fewer products than with the other kernel. */
  public boolean hasFewerTaps() {
    return rows.reach() * columns.reach() < rows.size() * columns.size();
  }

  /** Returns the sizes of the joint convolution of an image. */
  public ConvolutionShape shape(int height, int width) {
    return new ConvolutionShape(
        rows.axis(height), columns.axis(width), channels, jointFilters(), 1);
  }

  /** Returns {@code [reach, reach, channels, phases * phases * filters]}; gradients flow back. */
  public Operand<TFloat32> join(Ops tf, Operand<TFloat32> kernel) {
    return join(new FormOps<>(tf, TFloat32.class), kernel);
  }

  /**
   * Returns the bias repeated for each phase, by a product, so that a product also adds up its
   * gradients.
   */
  public Operand<TFloat32> repeat(Ops tf, Operand<TFloat32> bias) {
    FormOps<TFloat32> ops = new FormOps<>(tf, TFloat32.class);
    float[][] ones = new float[rows.phases() * columns.phases()][1];
    for (float[] one : ones) {
      one[0] = 1;
    }
    return ops.reshape(
        ops.product(ops.constant(ones), ops.reshape(bias, 1, filters)), jointFilters());
  }

  <T extends TNumber> Operand<T> join(FormOps<T> ops, Operand<T> kernel) {
    Operand<T> flat =
        ops.reshape(kernel, (long) rows.size() * columns.size(), (long) channels * filters);
    Operand<T> sums = ops.product(ops.constant(Taps.sums(rows, columns)), flat);
    int phases = rows.phases();
    Operand<T> ordered =
        transposed
            ? ops.transpose(
                ops.reshape(sums, rows.reach(), columns.reach(), phases, phases, filters, channels),
                0,
                1,
                5,
                2,
                3,
                4)
            : ops.transpose(
                ops.reshape(sums, rows.reach(), columns.reach(), phases, phases, channels, filters),
                0,
                1,
                4,
                2,
                3,
                5);
    return ops.reshape(ordered, rows.reach(), columns.reach(), channels, jointFilters());
  }

  /** Returns the gradient of a plain kernel, from the gradient of the joint one. */
  <T extends TNumber> Operand<T> split(FormOps<T> ops, Operand<T> joint) {
    int phases = rows.phases();
    Operand<T> apart =
        ops.reshape(joint, rows.reach(), columns.reach(), channels, phases, phases, filters);
    Operand<T> sums =
        ops.reshape(
            ops.transpose(apart, 0, 1, 3, 4, 2, 5),
            (long) rows.reach() * columns.reach() * phases * phases,
            (long) channels * filters);
    Operand<T> taps = ops.productOfTurnedLeft(ops.constant(Taps.sums(rows, columns)), sums);
    return ops.reshape(taps, rows.size(), columns.size(), channels, filters);
  }
}
