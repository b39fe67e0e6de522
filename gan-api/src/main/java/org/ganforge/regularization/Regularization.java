package org.ganforge.regularization;

/**
 * What is done to weights beside the updates of their optimizer, and to images before the
 * discriminator judges them.
 */
public sealed interface Regularization
    permits DiffAugment, InstanceNoise, MovingAverage, SpectralNorm, WeightClipping {
  /** Returns whether it bounds the discriminator's slope, as Wasserstein's objective needs it. */
  boolean bounds();
}
