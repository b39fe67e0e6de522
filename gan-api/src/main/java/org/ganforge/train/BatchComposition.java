package org.ganforge.train;

/**
 * The updates in a turn of the discriminator, for a plan's batch size n. An {@link Adaptive}
 * schedule may choose a share of real images other than half.
 */
public enum BatchComposition {
  /** One update on n real and n generated images. */
  MIXED,
  /** One update on n / 2 real and n / 2 generated images. */
  MIXED_HALVES,
  /** An update on n real images, then one on n generated ones; the loss shown is their mean. */
  SEPARATE,
  /**
   * An update on n / 2 real images, then one on n / 2 generated ones; the loss shown is their mean.
   */
  SEPARATE_HALVES;

  /** Returns whether real and generated images come in two updates. */
  public boolean isSeparate() {
    return this == SEPARATE || this == SEPARATE_HALVES;
  }

  /** Returns how many images a turn takes, real and generated ones together. */
  public int imageCount(int batchSize) {
    return isHalved() ? batchSize : 2 * batchSize;
  }

  /** Returns whether real and generated images are half a batch each. */
  public boolean isHalved() {
    return this == MIXED_HALVES || this == SEPARATE_HALVES;
  }
}
