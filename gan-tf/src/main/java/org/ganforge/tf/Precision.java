package org.ganforge.tf;

import java.util.Locale;
import org.ganforge.internal.Processor;

/**
 * The numbers in which products and convolutions are computed. Weights and optimizers are float32
 * always.
 */
public enum Precision {
  /**
   * {@link #BFLOAT16} where a processor computes that has instructions for it, else {@link
   * #FLOAT32}. A checkpoint records which it was.
   */
  AUTO,
  /** 32-bit floats: Keras' own numbers. */
  FLOAT32,
  /**
   * 16-bit floats with float32's range, by TensorFlow's rewriter: faster on processors that have
   * instructions for them (AMX, AVX-512 BF16), and less exact.
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
   * @param bfloat16 whether the processor multiplies bfloat16 numbers
   */
  static Precision best(boolean gpu, boolean bfloat16) {
    return bfloat16 && !gpu ? BFLOAT16 : FLOAT32;
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
