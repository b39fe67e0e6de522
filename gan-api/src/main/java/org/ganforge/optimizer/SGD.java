package org.ganforge.optimizer;

import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * Stochastic gradient descent: {@code v = momentum * v - rate * g}, then {@code w + v}, or with
 * Nesterov's rule {@code w + momentum * v - rate * g}. See <a
 * href="https://keras.io/api/optimizers/sgd/">Keras</a>.
 *
 * @param learningRate the learning rate of each update; 0.01 by default
 * @param momentum how much of the last step is kept, in [0, 1]; 0 by default
 * @param nesterov whether the gradient is applied after the momentum (Sutskever et al. 2013); false
 *     by default
 * @param clipping how gradients are clipped; none by default
 * @param gradientAccumulationSteps how many updates' gradients are averaged before weights change;
 *     1 by default, for a change in each update
 */
public record SGD(
    LearningRate learningRate,
    double momentum,
    boolean nesterov,
    GradientClipping clipping,
    int gradientAccumulationSteps)
    implements Optimizer {
  /** Checks the arguments. */
  public SGD {
    Checks.closed("SGD momentum", momentum, 0, 1);
    Checks.positive("SGD gradient_accumulation_steps", gradientAccumulationSteps);
  }

  /** Returns the optimizer with Keras' defaults. */
  public static SGD of() {
    return new SGD(ConstantRate.of(0.01), 0, false, GradientClipping.none(), 1);
  }

  /** Returns the optimizer with this learning rate and Keras' defaults. */
  public static SGD of(double learningRate) {
    return of(ConstantRate.of(learningRate));
  }

  /** Returns the optimizer with this learning rate and Keras' defaults. */
  public static SGD of(LearningRate learningRate) {
    return of().withLearningRate(learningRate);
  }

  @Override
  public SGD withLearningRate(LearningRate learningRate) {
    return Copy.with(this, "learningRate", learningRate);
  }

  /** Returns a copy with this {@code momentum}. */
  public SGD withMomentum(double momentum) {
    return Copy.with(this, "momentum", momentum);
  }

  /** Returns a copy with this {@code nesterov}. */
  public SGD withNesterov(boolean nesterov) {
    return Copy.with(this, "nesterov", nesterov);
  }

  @Override
  public SGD withClipping(GradientClipping clipping) {
    return Copy.with(this, "clipping", clipping);
  }

  @Override
  public SGD withGradientAccumulationSteps(int gradientAccumulationSteps) {
    return Copy.with(this, "gradientAccumulationSteps", gradientAccumulationSteps);
  }

  @Override
  public int slots() {
    return (momentum > 0 ? 1 : 0) + (gradientAccumulationSteps > 1 ? 1 : 0);
  }
}
