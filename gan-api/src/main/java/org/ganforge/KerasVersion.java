package org.ganforge;

/** The Keras version whose rules apply in the four points on which versions 2 and 3 disagree. */
public enum KerasVersion {
  /** Keras 2, as used by the tutorials of 2017 to 2019 (2.2.4 on TensorFlow). */
  KERAS_2,
  /** Keras 3. */
  KERAS_3;

  /** Returns the major version: 2 or 3. */
  public int number() {
    return this == KERAS_2 ? 2 : 3;
  }

  /**
   * Returns whether BatchNormalization's moving variance of images averages the sample variance,
   * {@code sum / (n - 1)} (Keras 2), rather than the population variance, {@code sum / n} (Keras
   * 3). Inputs of rank 1 always use the latter.
   */
  public boolean movingVarianceOfSample() {
    return this == KERAS_2;
  }

  /**
   * Returns whether RMSprop without momentum adds epsilon to the root, {@code rate * g / (sqrt(v) +
   * epsilon)} (Keras 2), rather than under it (Keras 3). With momentum it is always under it.
   */
  public boolean rmspropEpsilonOutside() {
    return this == KERAS_2;
  }

  /**
   * Returns whether a frozen BatchNormalization in training normalizes by the batch (Keras 2)
   * rather than by its moving averages (Keras 3). The averages are unchanged either way.
   */
  public boolean frozenBatchNormUsesBatch() {
    return this == KERAS_2;
  }

  /**
   * Returns whether cross-entropy adds 1e-7 inside its logarithms (Keras 2), in addition to
   * clipping probabilities to {@code [1e-7, 1 - 1e-7]} as both do.
   */
  public boolean crossentropyAddsEpsilon() {
    return this == KERAS_2;
  }
}
