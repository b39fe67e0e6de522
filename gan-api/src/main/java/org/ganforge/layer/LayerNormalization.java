package org.ganforge.layer;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * Normalizes each example over its last axis (Ba et al. 2016), alike in training and inference:
 * {@code gamma (x - mean) / sqrt(variance + epsilon) + beta}.
 *
 * <p>Input and output {@code [..., channels]}; weights {@code gamma, beta}, each {@code
 * [channels]}. See <a
 * href="https://keras.io/api/layers/normalization_layers/layer_normalization/">Keras</a>.
 *
 * @param axis the axis that is normalized; only -1, the last
 * @param epsilon added to the variance; 0.001 by default
 * @param center whether beta is added; true by default
 * @param scale whether gamma multiplies; true by default
 * @param betaInitializer the offset's first values; zeros by default
 * @param gammaInitializer the factor's first values; ones by default
 * @param name the layer's name; made by the network if empty
 * @param trainable whether training changes the weights; true by default
 */
public record LayerNormalization(
    int axis,
    double epsilon,
    boolean center,
    boolean scale,
    Initializer betaInitializer,
    Initializer gammaInitializer,
    String name,
    boolean trainable)
    implements UnaryLayer {
  /** Checks the arguments. */
  public LayerNormalization {
    if (axis != -1) {
      throw new InvalidInputException(
          "LayerNormalization axis", "-1, the last axis", axis + "", "move the channels last");
    }
    Checks.positive("LayerNormalization epsilon", epsilon);
  }

  /** Returns a layer with Keras' defaults: epsilon 0.001. */
  public static LayerNormalization of() {
    return new LayerNormalization(
        -1, 1e-3, true, true, Initializer.Zeros.of(), Initializer.Ones.of(), "", true);
  }

  /** Returns a copy with this {@code axis}. */
  public LayerNormalization withAxis(int axis) {
    return Copy.with(this, "axis", axis);
  }

  /** Returns a copy with this {@code epsilon}. */
  public LayerNormalization withEpsilon(double epsilon) {
    return Copy.with(this, "epsilon", epsilon);
  }

  /** Returns a copy with this {@code center}. */
  public LayerNormalization withCenter(boolean center) {
    return Copy.with(this, "center", center);
  }

  /** Returns a copy with this {@code scale}. */
  public LayerNormalization withScale(boolean scale) {
    return Copy.with(this, "scale", scale);
  }

  /** Returns a copy with this {@code betaInitializer}. */
  public LayerNormalization withBetaInitializer(Initializer betaInitializer) {
    return Copy.with(this, "betaInitializer", betaInitializer);
  }

  /** Returns a copy with this {@code gammaInitializer}. */
  public LayerNormalization withGammaInitializer(Initializer gammaInitializer) {
    return Copy.with(this, "gammaInitializer", gammaInitializer);
  }

  @Override
  public LayerNormalization withName(String name) {
    return Copy.with(this, "name", name);
  }

  /** Returns a copy whose weights training changes, or leaves alone. */
  public LayerNormalization withTrainable(boolean trainable) {
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
    return List.copyOf(weights);
  }
}
