package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * A way to compute a convolution, or one direction of it. All of them differ only in rounding;
 * which are right, and which is fast, depends on the processor.
 *
 * <p>A form must not ask an operand for its shape: gradients are built while TensorFlow holds the
 * graph's lock, so the call would deadlock.
 */
interface ConvolutionForm {
  /** Returns the name that runs and checkpoints record. */
  String name();

  /**
   * Returns whether this form can compute the direction, safely and without far more memory than
   * the tensors themselves take.
   */
  boolean fits(ConvolutionShape shape, Direction direction);

  /** Returns whether it rounds little enough for 16-bit numbers. */
  default boolean suits16Bits() {
    return true;
  }

  /**
   * Returns the result of the direction.
   *
   * @param left the image; for {@link Direction#INPUT}, the gradient of the output
   * @param right the kernel; for {@link Direction#KERNEL}, the gradient of the output
   */
  <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right);
}
