package org.ganforge.optimizer;

import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * Divides each step by a moving root mean square of the gradient (Hinton 2012). Keras 2 and 3 place
 * epsilon differently; the spec's {@code keras} field decides. See <a
 * href="https://keras.io/api/optimizers/rmsprop/">Keras</a>.
 *
 * @param learningRate the learning rate of each update; 0.001 by default
 * @param rho how much of the mean square is kept, in [0, 1); 0.9 by default
 * @param momentum how much of the last step is kept, in [0, 1]; 0 by default
 * @param epsilon added to the divisor to keep it above 0; 1e-7 by default
 * @param centered whether the squared moving mean is subtracted from the mean square; false by
 *     default
 * @param clipping how gradients are clipped; none by default
 * @param gradientAccumulationSteps how many updates' gradients are averaged before weights change;
 *     1 by default, for a change in each update
 */
public record RMSprop(
    LearningRate learningRate,
    double rho,
    double momentum,
    double epsilon,
    boolean centered,
    GradientClipping clipping,
    int gradientAccumulationSteps)
    implements Optimizer {
  /** Checks the arguments. */
  public RMSprop {
    Checks.halfOpen("RMSprop rho", rho, 0, 1);
    Checks.closed("RMSprop momentum", momentum, 0, 1);
    Checks.positive("RMSprop epsilon", epsilon);
    Checks.positive("RMSprop gradient_accumulation_steps", gradientAccumulationSteps);
  }

  /** Returns the optimizer with Keras' defaults. */
  public static RMSprop of() {
    return new RMSprop(ConstantRate.of(0.001), 0.9, 0, 1e-7, false, GradientClipping.none(), 1);
  }

  /** Returns the optimizer with this learning rate and Keras' defaults. */
  public static RMSprop of(double learningRate) {
    return of(ConstantRate.of(learningRate));
  }

  /** Returns the optimizer with this learning rate and Keras' defaults. */
  public static RMSprop of(LearningRate learningRate) {
    return of().withLearningRate(learningRate);
  }

  @Override
  public RMSprop withLearningRate(LearningRate learningRate) {
    return Copy.with(this, "learningRate", learningRate);
  }

  /** Returns a copy with this {@code rho}. */
  public RMSprop withRho(double rho) {
    return Copy.with(this, "rho", rho);
  }

  /** Returns a copy with this {@code momentum}. */
  public RMSprop withMomentum(double momentum) {
    return Copy.with(this, "momentum", momentum);
  }

  /** Returns a copy with this {@code epsilon}. */
  public RMSprop withEpsilon(double epsilon) {
    return Copy.with(this, "epsilon", epsilon);
  }

  /** Returns a copy with this {@code centered}. */
  public RMSprop withCentered(boolean centered) {
    return Copy.with(this, "centered", centered);
  }

  @Override
  public RMSprop withClipping(GradientClipping clipping) {
    return Copy.with(this, "clipping", clipping);
  }

  @Override
  public RMSprop withGradientAccumulationSteps(int gradientAccumulationSteps) {
    return Copy.with(this, "gradientAccumulationSteps", gradientAccumulationSteps);
  }

  @Override
  public int slots() {
    return 1
        + (momentum > 0 ? 1 : 0)
        + (centered ? 1 : 0)
        + (gradientAccumulationSteps > 1 ? 1 : 0);
  }
}
