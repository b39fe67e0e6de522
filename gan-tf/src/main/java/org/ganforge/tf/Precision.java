package org.ganforge.tf;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.ganforge.internal.Processor;

/**
 * The numbers in which products and convolutions are computed. Weights and optimizers are float32
 * always.
 */
public enum Precision {
  /**
   * {@link #BFLOAT16} where a CPU computes and usual convolutions and products were measured to be
   * faster in it, else {@link #FLOAT32}. A checkpoint records which it was.
   */
  AUTO,
  /** 32-bit floats: Keras' own numbers. */
  FLOAT32,
  /**
   * 16-bit floats with float32's range in those products and convolutions that are faster in them
   * on this machine; all else is float32. For processors that have instructions for them (AMX,
   * AVX-512 BF16), on a CPU only.
   */
  BFLOAT16,
  /**
   * 16-bit floats from 6e-8 to 65,504, by TensorFlow's rewriter: on a GPU only. The loss is scaled
   * by 1,024 for its gradients and they are scaled back in float32, so that small ones are not
   * lost.
   */
  FLOAT16;

  /**
   * Returns what {@link #AUTO} is.
   *
   * @param gpu whether a GPU computes
   * @param bfloat16Faster asked where a CPU does
   */
  static Precision best(boolean gpu, BooleanSupplier bfloat16Faster) {
    return !gpu && bfloat16Faster.getAsBoolean() ? BFLOAT16 : FLOAT32;
  }

  /**
   * Returns why this is no good choice on a machine, a sentence without its end; empty where it is
   * a good one.
   *
   * @param gpu whether a GPU computes
   */
  String drawback(boolean gpu, Processor processor) {
    return switch (this) {
      case AUTO, FLOAT32, FLOAT16 -> "";
      case BFLOAT16 ->
          gpu
              ? "TensorFlow computes bfloat16 on a CPU only, so that products stay float32 on the GPU"
              : processor.hasBfloat16() || !processor.isKnown()
                  ? ""
                  : "this processor has no instructions for bfloat16, so that it is no faster than"
                      + " float32";
    };
  }

  /** Returns the name in small letters, as in {@code float16}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
