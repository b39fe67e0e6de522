package org.ganforge.tf;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.ganforge.internal.Processor;

/** The number type for products and convolutions. Weights and optimizers are always float32. */
public enum Precision {
  /**
   * {@link #BFLOAT16} if a CPU computes and typical convolutions and products are measured to be
   * faster in it, else {@link #FLOAT32}. A checkpoint records which one was used.
   */
  AUTO,
  /** 32-bit floats, as in Keras. */
  FLOAT32,
  /**
   * 16-bit floats with float32's range, in the products and convolutions that are faster that way
   * on this machine; everything else is float32. For processors with instructions for them (AMX,
   * AVX-512 BF16), on a CPU only.
   */
  BFLOAT16,
  /**
   * 16-bit floats from 6e-8 to 65,504, by TensorFlow's rewriter; on a GPU only. The loss is scaled
   * by 1,024 to compute gradients, which are scaled back in float32, so that small ones are not
   * lost.
   */
  FLOAT16;

  /**
   * Returns the precision that {@link #AUTO} stands for.
   *
   * @param gpu whether a GPU computes
   * @param bfloat16Faster asked only if a CPU computes
   */
  static Precision best(boolean gpu, BooleanSupplier bfloat16Faster) {
    return !gpu && bfloat16Faster.getAsBoolean() ? BFLOAT16 : FLOAT32;
  }

  /**
   * Returns why this is a bad choice on a machine, as a sentence without a full stop; empty if it
   * is a good one.
   *
   * @param gpu whether a GPU computes
   */
  String drawback(boolean gpu, Processor processor) {
    return switch (this) {
      case AUTO, FLOAT32, FLOAT16 -> "";
      case BFLOAT16 ->
          gpu
              ? "TensorFlow computes bfloat16 only on a CPU, so products stay float32 on the GPU"
              : processor.hasBfloat16() || !processor.isKnown()
                  ? ""
                  : "this processor has no instructions for bfloat16, so it is no faster than"
                      + " float32";
    };
  }

  /** Returns the name in lower case, as in {@code float16}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
