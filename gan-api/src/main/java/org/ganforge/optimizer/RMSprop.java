package org.ganforge.optimizer;

import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Divides each step by a moving root mean square of the gradient (Hinton 2012). Where the two
 * Kerases place epsilon differently, the spec's {@code keras} field decides. See <a
 * href="https://keras.io/api/optimizers/rmsprop/">Keras</a>.
 *
 * @param learningRate the learning rate, above 0; 0.001 by default
 * @param rho how much of the mean square is kept, in [0, 1); 0.9 by default
 * @param momentum how much of the last step is kept, in [0, 1]; 0 by default
 * @param epsilon keeps the divisor from 0; 1e-7 by default
 * @param centered whether the squared moving mean is subtracted from the mean square; false by
 *     default
 * @param decay lowers the learning rate of update i, counted from 0, to {@code learningRate / (1 +
 *     decay * i)}; 0 by default
 * @param clipvalue the largest absolute value of a gradient's element; null by default
 * @param clipnorm the largest norm of a variable's gradient; null by default
 * @param globalClipnorm the largest joint norm of all gradients; null by default
 */
public record RMSprop(
    double learningRate,
    double rho,
    double momentum,
    double epsilon,
    boolean centered,
    double decay,
    @Nullable Double clipvalue,
    @Nullable Double clipnorm,
    @Nullable Double globalClipnorm)
    implements Optimizer {
  /** Checks the arguments. */
  public RMSprop {
    Checks.positive("RMSprop learning_rate", learningRate);
    Checks.halfOpen("RMSprop rho", rho, 0, 1);
    Checks.closed("RMSprop momentum", momentum, 0, 1);
    Checks.positive("RMSprop epsilon", epsilon);
    GradientClipping.check("RMSprop", decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns the optimizer with Keras' defaults. */
  public static RMSprop of() {
    return new RMSprop(0.001, 0.9, 0, 1e-7, false, 0, null, null, null);
  }

  /** Returns the optimizer with this learning rate and Keras' defaults. */
  public static RMSprop of(double learningRate) {
    return of().withLearningRate(learningRate);
  }

  /** Returns a copy with this {@code learningRate}. */
  @Override
  public RMSprop withLearningRate(double learningRate) {
    return new RMSprop(
        learningRate, rho, momentum, epsilon, centered, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code rho}. */
  public RMSprop withRho(double rho) {
    return new RMSprop(
        learningRate, rho, momentum, epsilon, centered, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code momentum}. */
  public RMSprop withMomentum(double momentum) {
    return new RMSprop(
        learningRate, rho, momentum, epsilon, centered, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code epsilon}. */
  public RMSprop withEpsilon(double epsilon) {
    return new RMSprop(
        learningRate, rho, momentum, epsilon, centered, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code centered}. */
  public RMSprop withCentered(boolean centered) {
    return new RMSprop(
        learningRate, rho, momentum, epsilon, centered, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code decay}. */
  public RMSprop withDecay(double decay) {
    return new RMSprop(
        learningRate, rho, momentum, epsilon, centered, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code clipvalue}. */
  public RMSprop withClipvalue(@Nullable Double clipvalue) {
    return new RMSprop(
        learningRate, rho, momentum, epsilon, centered, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code clipnorm}. */
  public RMSprop withClipnorm(@Nullable Double clipnorm) {
    return new RMSprop(
        learningRate, rho, momentum, epsilon, centered, decay, clipvalue, clipnorm, globalClipnorm);
  }

  /** Returns a copy with this {@code globalClipnorm}. */
  public RMSprop withGlobalClipnorm(@Nullable Double globalClipnorm) {
    return new RMSprop(
        learningRate, rho, momentum, epsilon, centered, decay, clipvalue, clipnorm, globalClipnorm);
  }

  @Override
  public int slots() {
    return 1 + (momentum > 0 ? 1 : 0) + (centered ? 1 : 0);
  }
}
