package org.ganforge.optimizer;

/**
 * A rule that turns gradients into new weights, named as in <a
 * href="https://keras.io/api/optimizers/">Keras</a>.
 */
public sealed interface Optimizer permits Adam, RMSprop, SGD {
  /** Returns how many numbers it keeps for each one that it trains. */
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
