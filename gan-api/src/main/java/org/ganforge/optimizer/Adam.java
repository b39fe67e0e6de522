package org.ganforge.optimizer;

import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Adaptive moments (Kingma and Ba 2014): {@code rate * sqrt(1 - beta2^t) / (1 - beta1^t) * m /
 * (sqrt(v) + epsilon)}, t counted from 1. See <a
 * href="https://keras.io/api/optimizers/adam/">Keras</a>.
 *
 * @param learningRate the learning rate, above 0; 0.001 by default
 * @param beta1 how much of the first moment is kept, in [0, 1); 0.9 by default
 * @param beta2 how much of the second moment is kept, in [0, 1); 0.999 by default
 * @param epsilon keeps the divisor from 0; 1e-7 by default
 * @param amsgrad whether the largest second moment so far is used (Reddi et al. 2018); false by
 *     default
 * @param decay lowers the learning rate of update i, counted from 0, to {@code learningRate / (1 +
 *     decay * i)}; 0 by default
 * @param clipvalue the largest absolute value of a gradient's element; null by default
 * @param clipnorm the largest norm of a variable's gradient; null by default
 * @param globalClipnorm the largest joint norm of all gradients; null by default
 */
public record Adam(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    boolean amsgrad,
    double decay,
    @Nullable Double clipvalue,
    @Nullable Double clipnorm,
    @Nullable Double globalClipnorm)
    implements Optimizer {
  /** Checks the arguments. */
  public Adam {
    Checks.positive("Adam learning_rate", learningRate);
    Checks.halfOpen("Adam beta_1", beta1, 0, 1);
    Checks.halfOpen("Adam beta_2", beta2, 0, 1);
    Checks.positive("Adam epsilon", epsilon);
    GradientClipping.check("Adam", decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns the optimizer with Keras' defaults. */
  public static Adam of() {
    return new Adam(0.001, 0.9, 0.999, 1e-7, false, 0, null, null, null);
  }

  /** Returns the optimizer with this learning rate and Keras' defaults. */
  public static Adam of(double learningRate) {
    return of().withLearningRate(learningRate);
  }

  /** Returns a copy with this {@code learningRate}. */
  @Override
  public Adam withLearningRate(double learningRate) {
    return new Adam(
        learningRate, beta1, beta2, epsilon, amsgrad, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code beta1}. */
  public Adam withBeta1(double beta1) {
    return new Adam(
        learningRate, beta1, beta2, epsilon, amsgrad, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code beta2}. */
  public Adam withBeta2(double beta2) {
    return new Adam(
        learningRate, beta1, beta2, epsilon, amsgrad, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code epsilon}. */
  public Adam withEpsilon(double epsilon) {
    return new Adam(
        learningRate, beta1, beta2, epsilon, amsgrad, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code amsgrad}. */
  public Adam withAmsgrad(boolean amsgrad) {
    return new Adam(
        learningRate, beta1, beta2, epsilon, amsgrad, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code decay}. */
  public Adam withDecay(double decay) {
    return new Adam(
        learningRate, beta1, beta2, epsilon, amsgrad, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code clipvalue}. */
  public Adam withClipvalue(@Nullable Double clipvalue) {
    return new Adam(
        learningRate, beta1, beta2, epsilon, amsgrad, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code clipnorm}. */
  public Adam withClipnorm(@Nullable Double clipnorm) {
    return new Adam(
        learningRate, beta1, beta2, epsilon, amsgrad, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code globalClipnorm}. */
  public Adam withGlobalClipnorm(@Nullable Double globalClipnorm) {
    return new Adam(
        learningRate, beta1, beta2, epsilon, amsgrad, decay, clipvalue, clipnorm, globalClipnorm);
  }

  @Override
  public int slots() {
    return amsgrad ? 3 : 2;
  }
}
