package org.ganforge.tf;

/**
 * The numbers in which products and convolutions are computed. Weights and optimizers are float32
 * always.
 */
public enum Precision {
  /** 32-bit floats: Keras' own numbers. */
  FLOAT32,
  /**
   * 16-bit floats with float32's range, by TensorFlow's rewriter: faster on processors that have
   * instructions for them (AMX, AVX-512 BF16), and less exact.
   */
  BFLOAT16
}
