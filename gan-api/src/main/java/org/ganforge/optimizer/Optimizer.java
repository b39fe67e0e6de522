package org.ganforge.optimizer;

/**
 * A rule that turns gradients into new weights, named as in <a
 * href="https://keras.io/api/optimizers/">Keras</a>.
 */
public sealed interface Optimizer permits Adam, RMSprop, SGD {
  /** Returns how many numbers of state it keeps for each trained number. */
  int slots();

  /** Returns the learning rate of each update. */
  LearningRate learningRate();

  /** Returns a copy with this learning rate. */
  Optimizer withLearningRate(LearningRate learningRate);

  /** Returns a copy with the same learning rate for every update. */
  default Optimizer withLearningRate(double learningRate) {
    return withLearningRate(ConstantRate.of(learningRate));
  }

  /** Returns how gradients are clipped before an update. */
  GradientClipping clipping();

  /** Returns a copy with this clipping. */
  Optimizer withClipping(GradientClipping clipping);

  /**
   * Returns how many updates' gradients are averaged before weights change, at least 1. As with
   * Keras' {@code gradient_accumulation_steps}, the updates before add their gradients to a sum and
   * change no weight; then the mean is clipped and applied, and the sum starts at 0 again. As
   * there, learning rate schedules count the updates, and Adam's bias correction counts the
   * changes.
   */
  int gradientAccumulationSteps();

  /** Returns a copy with this {@code gradientAccumulationSteps}. */
  Optimizer withGradientAccumulationSteps(int gradientAccumulationSteps);

  /** Returns a copy that clips each element of a gradient to {@code [-clipvalue, clipvalue]}. */
  default Optimizer withClipvalue(double clipvalue) {
    return withClipping(GradientClipping.byValue(clipvalue));
  }

  /** Returns a copy that clips each variable's gradient by its norm. */
  default Optimizer withClipnorm(double clipnorm) {
    return withClipping(GradientClipping.byNorm(clipnorm));
  }

  /** Returns a copy that clips all gradients by their joint norm. */
  default Optimizer withGlobalClipnorm(double globalClipnorm) {
    return withClipping(GradientClipping.byGlobalNorm(globalClipnorm));
  }
}
