package org.ganforge.layer;

/**
 * An elementwise function, named as in <a
 * href="https://keras.io/api/layers/activations/">Keras</a>.
 */
public enum ActivationFunction {
  /** {@code x}: none. */
  LINEAR,
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** The hyperbolic tangent. */
  TANH,
  /** {@code exp(x) / sum(exp(x))} over the last axis. */
  SOFTMAX,
  /** {@code log(1 + exp(x))}. */
  SOFTPLUS,
  /** {@code x / (1 + |x|)}. */
  SOFTSIGN,
  /** {@code x} above 0, {@code exp(x) - 1} below (Clevert et al. 2015). */
  ELU,
  /** Scaled ELU with the constants of Klambauer et al. 2017. */
  SELU,
  /** {@code x Phi(x)}, exact, by the error function (Hendrycks and Gimpel 2016). */
  GELU,
  /** {@code x sigmoid(x)}, also known as swish. */
  SILU,
  /** {@code exp(x)}. */
  EXPONENTIAL
}
