package org.ganforge.regularization;

import java.util.List;
import java.util.Optional;
import org.ganforge.internal.Checks;

/**
 * Divides each trainable kernel and table of embeddings of the discriminator by its largest
 * singular value (Miyato et al. 2018), as PyTorch's {@code
 * torch.nn.utils.parametrizations.spectral_norm} does. Frozen layers keep their weights. The stored
 * weight is the trained one: the network computes with {@code W / sigma}, {@code sigma = u^T W v},
 * and the gradient flows through W and through sigma, but not through the vectors u and v.
 *
 * <p>Each update of the discriminator advances the vectors once, by {@code powerIterations},
 * regardless of penalties; the generator's updates leave them unchanged. They start as in PyTorch,
 * with 15 iterations, and are part of checkpoints. Exports have the divided weights. As a matrix, a
 * kernel has a row for each output, embeddings one for each input.
 *
 * <p>{@link org.ganforge.layer.SpectralNormalization}, Keras' layer, overwrites the weight of the
 * layer that it wraps.
 *
 * @param powerIterations how often an update multiplies by the matrix; 1 by default
 */
public record SpectralNorm(int powerIterations) implements Regularization {
  /** Checks the number. */
  public SpectralNorm {
    Checks.positive("spectral_norm power_iterations", powerIterations);
  }

  /** Returns spectral norm with one iteration per update. */
  public static SpectralNorm of() {
    return new SpectralNorm(1);
  }

  /** Returns a copy with these {@code powerIterations}. */
  public SpectralNorm withPowerIterations(int powerIterations) {
    return new SpectralNorm(powerIterations);
  }

  /** Returns the spectral norm in this list, if there is one. */
  public static Optional<SpectralNorm> among(List<Regularization> regularization) {
    return regularization.stream()
        .filter(SpectralNorm.class::isInstance)
        .map(SpectralNorm.class::cast)
        .findFirst();
  }

  /**
   * Returns whether a weight is divided: kernels and embeddings are.
   *
   * @param weight the weight's name, with or without its layer's, as in {@code dense_1/kernel}
   */
  public static boolean divides(String weight) {
    return weight.endsWith("kernel") || weight.endsWith("embeddings");
  }

  @Override
  public boolean bounds() {
    return true;
  }
}
