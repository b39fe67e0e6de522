package org.ganforge.tf.form;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

/**
 * A form and the precision it computes in.
 *
 * @param bfloat16 whether it computes in bfloat16; its inputs and output are float32 either way
 */
record Choice(ConvolutionForm form, boolean bfloat16) {
  private static final String IN_16_BITS = " in bfloat16";

  static Choice inFloat32(ConvolutionForm form) {
    return new Choice(form, false);
  }

  /** Returns the choice that {@link #toString} wrote. */
  static Optional<Choice> named(String text) {
    boolean bfloat16 = text.endsWith(IN_16_BITS);
    String name = bfloat16 ? text.substring(0, text.length() - IN_16_BITS.length()) : text;
    return Forms.named(name).map(form -> new Choice(form, bfloat16));
  }

  /** Returns the result of the direction, as in {@link ConvolutionForm#compile}. */
  Operand<TFloat32> compile(
      Ops tf,
      ConvolutionShape shape,
      Direction direction,
      Operand<TFloat32> left,
      Operand<TFloat32> right) {
    if (!bfloat16) {
      return form.compile(new FormOps<>(tf, TFloat32.class), shape, direction, left, right);
    }
    Operand<TBfloat16> result =
        form.compile(
            new FormOps<>(tf, TBfloat16.class),
            shape,
            direction,
            tf.dtypes.cast(left, TBfloat16.class),
            tf.dtypes.cast(right, TBfloat16.class));
    return tf.dtypes.cast(result, TFloat32.class);
  }

  /** Returns the name that runs and checkpoints record, as in {@code columns in bfloat16}. */
  @Override
  public String toString() {
    return form.name() + (bfloat16 ? IN_16_BITS : "");
  }
}
