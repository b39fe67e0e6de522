package org.ganforge.optimizer;

import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * Adaptive moments (Kingma and Ba 2014): {@code rate * sqrt(1 - beta2^t) / (1 - beta1^t) * m /
 * (sqrt(v) + epsilon)}, t counted from 1. See <a
 * href="https://keras.io/api/optimizers/adam/">Keras</a>.
 *
 * @param learningRate the learning rate of each update; 0.001 by default
 * @param beta1 the decay rate of the first moment, in [0, 1); 0.9 by default
 * @param beta2 the decay rate of the second moment, in [0, 1); 0.999 by default
 * @param epsilon added to the divisor to keep it above 0; 1e-7 by default
 * @param amsgrad whether to use the largest second moment so far (Reddi et al. 2018); false by
 *     default
 * @param clipping how gradients are clipped; none by default
 * @param gradientAccumulationSteps how many updates' gradients are averaged before weights change;
 *     1 by default, for a change in each update
 */
public record Adam(
    LearningRate learningRate,
    double beta1,
    double beta2,
    double epsilon,
    boolean amsgrad,
    GradientClipping clipping,
    int gradientAccumulationSteps)
    implements Optimizer {
  /** Checks the arguments. */
  public Adam {
    Checks.halfOpen("Adam beta_1", beta1, 0, 1);
    Checks.halfOpen("Adam beta_2", beta2, 0, 1);
    Checks.positive("Adam epsilon", epsilon);
    Checks.positive("Adam gradient_accumulation_steps", gradientAccumulationSteps);
  }

  /** Returns the optimizer with Keras' defaults. */
  public static Adam of() {
    return new Adam(ConstantRate.of(0.001), 0.9, 0.999, 1e-7, false, GradientClipping.none(), 1);
  }

  /** Returns the optimizer with this learning rate and Keras' defaults. */
  public static Adam of(double learningRate) {
    return of(ConstantRate.of(learningRate));
  }

  /** Returns the optimizer with this learning rate and Keras' defaults. */
  public static Adam of(LearningRate learningRate) {
    return of().withLearningRate(learningRate);
  }

  @Override
  public Adam withLearningRate(LearningRate learningRate) {
    return Copy.with(this, "learningRate", learningRate);
  }

  /** Returns a copy with this {@code beta1}. */
  public Adam withBeta1(double beta1) {
    return Copy.with(this, "beta1", beta1);
  }

  /** Returns a copy with this {@code beta2}. */
  public Adam withBeta2(double beta2) {
    return Copy.with(this, "beta2", beta2);
  }

  /** Returns a copy with this {@code epsilon}. */
  public Adam withEpsilon(double epsilon) {
    return Copy.with(this, "epsilon", epsilon);
  }

  /** Returns a copy with this {@code amsgrad}. */
  public Adam withAmsgrad(boolean amsgrad) {
    return Copy.with(this, "amsgrad", amsgrad);
  }

  @Override
  public Adam withClipping(GradientClipping clipping) {
    return Copy.with(this, "clipping", clipping);
  }

  @Override
  public Adam withGradientAccumulationSteps(int gradientAccumulationSteps) {
    return Copy.with(this, "gradientAccumulationSteps", gradientAccumulationSteps);
  }

  @Override
  public int slots() {
    return (amsgrad ? 3 : 2) + (gradientAccumulationSteps > 1 ? 1 : 0);
  }
}
