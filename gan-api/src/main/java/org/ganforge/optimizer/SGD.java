package org.ganforge.optimizer;

import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Stochastic gradient descent: {@code v = momentum * v - rate * g}, then {@code w + v}, or with
 * Nesterov's rule {@code w + momentum * v - rate * g}. See <a
 * href="https://keras.io/api/optimizers/sgd/">Keras</a>.
 *
 * @param learningRate the learning rate, above 0; 0.01 by default
 * @param momentum how much of the last step is kept, in [0, 1]; 0 by default
 * @param nesterov whether the gradient is applied after the momentum (Sutskever et al. 2013); false
 *     by default
 * @param decay lowers the learning rate of update i, counted from 0, to {@code learningRate / (1 +
 *     decay * i)}; 0 by default
 * @param clipvalue the largest absolute value of a gradient's element; null by default
 * @param clipnorm the largest norm of a variable's gradient; null by default
 * @param globalClipnorm the largest joint norm of all gradients; null by default
 */
public record SGD(
    double learningRate,
    double momentum,
    boolean nesterov,
    double decay,
    @Nullable Double clipvalue,
    @Nullable Double clipnorm,
    @Nullable Double globalClipnorm)
    implements Optimizer {
  /** Checks the arguments. */
  public SGD {
    Checks.positive("SGD learning_rate", learningRate);
    Checks.closed("SGD momentum", momentum, 0, 1);
    GradientClipping.check("SGD", decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns the optimizer with Keras' defaults. */
  public static SGD of() {
    return new SGD(0.01, 0, false, 0, null, null, null);
  }

  /** Returns the optimizer with this learning rate and Keras' defaults. */
  public static SGD of(double learningRate) {
    return of().withLearningRate(learningRate);
  }

  /** Returns a copy with this {@code learningRate}. */
  @Override
  public SGD withLearningRate(double learningRate) {
    return new SGD(learningRate, momentum, nesterov, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code momentum}. */
  public SGD withMomentum(double momentum) {
    return new SGD(learningRate, momentum, nesterov, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code nesterov}. */
  public SGD withNesterov(boolean nesterov) {
    return new SGD(learningRate, momentum, nesterov, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code decay}. */
  public SGD withDecay(double decay) {
    return new SGD(learningRate, momentum, nesterov, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code clipvalue}. */
  public SGD withClipvalue(@Nullable Double clipvalue) {
    return new SGD(learningRate, momentum, nesterov, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code clipnorm}. */
  public SGD withClipnorm(@Nullable Double clipnorm) {
    return new SGD(learningRate, momentum, nesterov, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code globalClipnorm}. */
  public SGD withGlobalClipnorm(@Nullable Double globalClipnorm) {
    return new SGD(learningRate, momentum, nesterov, decay, clipvalue, clipnorm, globalClipnorm);
  }

  @Override
  public int slots() {
    return momentum > 0 ? 1 : 0;
  }
}
