package org.ganforge.regularization;

/**
 * A change to weights apart from their optimizer's updates, or to images before the discriminator
 * judges them.
 */
public sealed interface Regularization
    permits DiffAugment, InstanceNoise, MovingAverage, SpectralNorm, WeightClipping {
  /** Returns whether it bounds the discriminator's slope, as the Wasserstein objective requires. */
  boolean bounds();
}
