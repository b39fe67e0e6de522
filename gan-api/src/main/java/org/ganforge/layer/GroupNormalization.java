package org.ganforge.layer;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * Normalizes groups of an example's channels by their own mean and variance, over all pixels (Wu
 * and He 2018): {@code gamma (x - mean) / sqrt(variance + epsilon) + beta}. With a group for each
 * channel it is instance normalization, with one group layer normalization of whole examples.
 *
 * <p>Input and output {@code [..., channels]}; weights {@code gamma, beta}, each {@code
 * [channels]}. See <a
 * href="https://keras.io/api/layers/normalization_layers/group_normalization/">Keras</a>.
 *
 * @param groups the number of groups of neighbouring channels; 32 by default, -1 for one of each
 *     channel
 * @param axis the axis of the channels; only -1, the last
 * @param epsilon added to the variance; 0.001 by default
 * @param center whether beta is added; true by default
 * @param scale whether gamma multiplies; true by default
 * @param betaInitializer the offset's first values; zeros by default
 * @param gammaInitializer the factor's first values; ones by default
 * @param name the layer's name; made by the network if empty
 * @param trainable whether training changes the weights; true by default
 */
public record GroupNormalization(
    int groups,
    int axis,
    double epsilon,
    boolean center,
    boolean scale,
    Initializer betaInitializer,
    Initializer gammaInitializer,
    String name,
    boolean trainable)
    implements UnaryLayer {
  /** What {@code groups} is for a group of each channel. */
  public static final int EACH_CHANNEL = -1;

  /** Checks the arguments. */
  public GroupNormalization {
    if (groups < 1 && groups != EACH_CHANNEL) {
      throw new InvalidInputException(
          "GroupNormalization groups",
          "at least 1, or -1 for a group of each channel,",
          groups + "",
          "choose one of these");
    }
    if (axis != -1) {
      throw new InvalidInputException(
          "GroupNormalization axis", "-1, the last axis", axis + "", "move the channels last");
    }
    Checks.positive("GroupNormalization epsilon", epsilon);
  }

  /** Returns a layer with Keras' defaults: 32 groups, epsilon 0.001. */
  public static GroupNormalization of() {
    return new GroupNormalization(
        32, -1, 1e-3, true, true, Initializer.Zeros.of(), Initializer.Ones.of(), "", true);
  }

  /** Returns a copy with this {@code groups}. */
  public GroupNormalization withGroups(int groups) {
    return Copy.with(this, "groups", groups);
  }

  /** Returns a copy with this {@code axis}. */
  public GroupNormalization withAxis(int axis) {
    return Copy.with(this, "axis", axis);
  }

  /** Returns a copy with this {@code epsilon}. */
  public GroupNormalization withEpsilon(double epsilon) {
    return Copy.with(this, "epsilon", epsilon);
  }

  /** Returns a copy with this {@code center}. */
  public GroupNormalization withCenter(boolean center) {
    return Copy.with(this, "center", center);
  }

  /** Returns a copy with this {@code scale}. */
  public GroupNormalization withScale(boolean scale) {
    return Copy.with(this, "scale", scale);
  }

  /** Returns a copy with this {@code betaInitializer}. */
  public GroupNormalization withBetaInitializer(Initializer betaInitializer) {
    return Copy.with(this, "betaInitializer", betaInitializer);
  }

  /** Returns a copy with this {@code gammaInitializer}. */
  public GroupNormalization withGammaInitializer(Initializer gammaInitializer) {
    return Copy.with(this, "gammaInitializer", gammaInitializer);
  }

  @Override
  public GroupNormalization withName(String name) {
    return Copy.with(this, "name", name);
  }

  /** Returns a copy whose weights training changes, or leaves alone. */
  public GroupNormalization withTrainable(boolean trainable) {
    return Copy.with(this, "trainable", trainable);
  }

  /** Returns how many groups the channels of an input are split into. */
  public int groupsOf(TensorShape input) {
    return groups == EACH_CHANNEL ? input.dim(-1) : groups;
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    if (input.rank() == 0 || input.dim(-1) % groupsOf(input) != 0) {
      throw new InvalidInputException(
          "",
          "a number of channels that its " + groups + " groups divide",
          input.toString(),
          "change groups or the layer before it");
    }
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
