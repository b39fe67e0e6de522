package org.ganforge.layer;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * Normalizes each channel by the mean and variance of the batch in training, and by their moving
 * averages in inference (Ioffe and Szegedy 2015): {@code gamma (x - mean) / sqrt(variance +
 * epsilon) + beta}.
 *
 * <p>Input and output {@code [..., channels]}; weights {@code gamma, beta, moving_mean,
 * moving_variance}, each {@code [channels]}. After a training batch {@code moving = momentum *
 * moving + (1 - momentum) * batch}. See <a
 * href="https://keras.io/api/layers/normalization_layers/batch_normalization/">Keras</a>.
 *
 * @param axis the axis of the channels; only -1, the last
 * @param momentum how much of the moving averages stays, in [0, 1]; 0.99 by default
 * @param epsilon added to the variance; 0.001 by default
 * @param center whether beta is added; true by default
 * @param scale whether gamma multiplies; true by default
 * @param betaInitializer the offset's first values; zeros by default
 * @param gammaInitializer the factor's first values; ones by default
 * @param movingMeanInitializer the moving mean's first values; zeros by default
 * @param movingVarianceInitializer the moving variance's first values; ones by default
 * @param name the layer's name; made by the network if empty
 * @param trainable whether training changes the weights; true by default
 */
public record BatchNormalization(
    int axis,
    double momentum,
    double epsilon,
    boolean center,
    boolean scale,
    Initializer betaInitializer,
    Initializer gammaInitializer,
    Initializer movingMeanInitializer,
    Initializer movingVarianceInitializer,
    String name,
    boolean trainable)
    implements UnaryLayer {
  /** Checks the arguments. */
  public BatchNormalization {
    if (axis != -1) {
      throw new InvalidInputException(
          "BatchNormalization axis", "-1, the last axis", axis + "", "move the channels last");
    }
    Checks.closed("BatchNormalization momentum", momentum, 0, 1);
    Checks.positive("BatchNormalization epsilon", epsilon);
  }

  /** Returns a layer with Keras' defaults: momentum 0.99, epsilon 0.001. */
  public static BatchNormalization of() {
    return new BatchNormalization(
        -1,
        0.99,
        1e-3,
        true,
        true,
        Initializer.Zeros.of(),
        Initializer.Ones.of(),
        Initializer.Zeros.of(),
        Initializer.Ones.of(),
        "",
        true);
  }

  /** Returns a copy with this {@code axis}. */
  public BatchNormalization withAxis(int axis) {
    return Copy.with(this, "axis", axis);
  }

  /** Returns a copy with this {@code momentum}. */
  public BatchNormalization withMomentum(double momentum) {
    return Copy.with(this, "momentum", momentum);
  }

  /** Returns a copy with this {@code epsilon}. */
  public BatchNormalization withEpsilon(double epsilon) {
    return Copy.with(this, "epsilon", epsilon);
  }

  /** Returns a copy with this {@code center}. */
  public BatchNormalization withCenter(boolean center) {
    return Copy.with(this, "center", center);
  }

  /** Returns a copy with this {@code scale}. */
  public BatchNormalization withScale(boolean scale) {
    return Copy.with(this, "scale", scale);
  }

  /** Returns a copy with this {@code betaInitializer}. */
  public BatchNormalization withBetaInitializer(Initializer betaInitializer) {
    return Copy.with(this, "betaInitializer", betaInitializer);
  }

  /** Returns a copy with this {@code gammaInitializer}. */
  public BatchNormalization withGammaInitializer(Initializer gammaInitializer) {
    return Copy.with(this, "gammaInitializer", gammaInitializer);
  }

  /** Returns a copy with this {@code movingMeanInitializer}. */
  public BatchNormalization withMovingMeanInitializer(Initializer movingMeanInitializer) {
    return Copy.with(this, "movingMeanInitializer", movingMeanInitializer);
  }

  /** Returns a copy with this {@code movingVarianceInitializer}. */
  public BatchNormalization withMovingVarianceInitializer(Initializer movingVarianceInitializer) {
    return Copy.with(this, "movingVarianceInitializer", movingVarianceInitializer);
  }

  @Override
  public BatchNormalization withName(String name) {
    return Copy.with(this, "name", name);
  }

  /** Returns a copy whose weights training changes, or leaves alone. */
  public BatchNormalization withTrainable(boolean trainable) {
    return Copy.with(this, "trainable", trainable);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    return input;
  }

  @Override
  public List<WeightSpec> weights(TensorShape input) {
    TensorShape shape = TensorShape.of(input.dim(-1));
    List<WeightSpec> weights = new ArrayList<>();
    if (scale) {
      weights.add(new WeightSpec("gamma", shape, gammaInitializer, trainable));
    }
    if (center) {
      weights.add(new WeightSpec("beta", shape, betaInitializer, trainable));
    }
    weights.add(new WeightSpec("moving_mean", shape, movingMeanInitializer, false));
    weights.add(new WeightSpec("moving_variance", shape, movingVarianceInitializer, false));
    return List.copyOf(weights);
  }
}
