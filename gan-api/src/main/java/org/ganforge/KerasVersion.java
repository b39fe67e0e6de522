package org.ganforge;

/** The Keras whose rules hold in the four points on which versions 2 and 3 disagree. */
public enum KerasVersion {
  /** Keras 2, as the tutorials of 2017 to 2019 ran it (2.2.4 on TensorFlow). */
  KERAS_2,
  /** Keras 3. */
  KERAS_3;

  /** Returns the major version: 2 or 3. */
  public int number() {
    return this == KERAS_2 ? 2 : 3;
  }

  /**
   * Returns whether BatchNormalization's moving variance of images takes up the sample variance,
   * {@code sum / (n - 1)} (Keras 2), and not the population variance, {@code sum / n} (Keras 3).
   * Inputs of rank 1 always take the latter.
   */
  public boolean movingVarianceOfSample() {
    return this == KERAS_2;
  }

  /**
   * Returns whether RMSprop without momentum adds epsilon to the root, {@code rate * g / (sqrt(v) +
   * epsilon)} (Keras 2), and not under it (Keras 3). With momentum it is always under it.
   */
  public boolean rmspropEpsilonOutside() {
    return this == KERAS_2;
  }

  /**
   * Returns whether a frozen BatchNormalization in training normalizes by the batch (Keras 2), and
   * not by its moving averages (Keras 3). Either way the averages stay as they are.
   */
  public boolean frozenBatchNormUsesBatch() {
    return this == KERAS_2;
  }

  /**
   * Returns whether cross-entropy adds 1e-7 inside its logarithms (Keras 2), besides clipping
   * probabilities to {@code [1e-7, 1 - 1e-7]} as both do.
   */
  public boolean crossentropyAddsEpsilon() {
    return this == KERAS_2;
  }
}
