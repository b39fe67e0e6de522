package org.ganforge.tf.truth;

import java.util.List;
import java.util.Random;
import org.ganforge.Sequential;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;

/**
 * Small random networks, the same ones for a seed on every machine: {@link Random}'s numbers are
 * specified.
 *
 * @param seed the seed of all networks
 * @param stridedPoints whether convolutions with a kernel of one pixel may have strides
 */
public record RandomNetworks(long seed, boolean stridedPoints) {
  /** Operations of one example's forward pass; each network's own limit is in between. */
  private static final double LEAST_OPERATIONS = 2e4;

  private static final double MOST_OPERATIONS = 5e6;

  private static final int TRIES = 30;

  /** The most elements of an example for which a kink is rarely hit to within rounding. */
  private static final int MOST_BENT = 300;

  /** Returns the networks of a seed. */
  public static RandomNetworks of(long seed) {
    return new RandomNetworks(seed, true);
  }

  /** Returns a copy with or without strides for kernels of one pixel. */
  public RandomNetworks withStridedPoints(boolean stridedPoints) {
    return new RandomNetworks(seed, stridedPoints);
  }

  /** Returns a network. */
  public Sequential network(int index) {
    RandomLayers draw =
        new RandomLayers(new Random(Seeds.derive(seed, "network " + index)), stridedPoints);
    double budget =
        LEAST_OPERATIONS * Math.pow(MOST_OPERATIONS / LEAST_OPERATIONS, draw.random().nextDouble());
    NetworkDraft draft;
    do {
      draft = draw.chance(0.3) ? fromVector(draw, budget) : fromImage(draw, budget);
      int blocks = draw.between(1, 4);
      for (int i = 0; i < blocks && draft.shape().rank() == 3; i++) {
        block(draft, draw);
      }
      if (draw.chance(0.4)) {
        head(draft, draw);
      }
    } while (draft.isEmpty());
    return draft.network();
  }

  private static NetworkDraft fromImage(RandomLayers draw, double budget) {
    int side = draw.between(3, 12);
    int other = draw.chance(0.5) ? side : draw.between(3, 12);
    int channels =
        draw.chance(0.3) ? draw.one(List.of(1, 1, 3)) : draw.channels(); // typical of images
    return new NetworkDraft(TensorShape.of(side, other, channels), budget);
  }

  /** Begins like a generator, or like a network of dense layers only. */
  private static NetworkDraft fromVector(RandomLayers draw, double budget) {
    NetworkDraft draft = new NetworkDraft(TensorShape.of(draw.between(1, 100)), budget);
    if (draw.chance(0.2)) {
      for (int i = draw.between(1, 3); i > 0; i--) {
        draft.add(Dense.of(draw.channels()).withActivation(draw.smooth()));
        finish(draft, draw);
      }
      return draft;
    }
    int rows = draw.between(1, 5);
    int columns = draw.chance(0.5) ? rows : draw.between(1, 5);
    int channels = draw.channels();
    if (draft.add(Dense.of(rows * columns * channels).withUseBias(draw.chance(0.7)))) {
      finish(draft, draw);
      draft.add(Reshape.of(rows, columns, channels));
    }
    return draft;
  }

  /** Adds a convolution and the layers that often follow one, if one fits. */
  private static void block(NetworkDraft draft, RandomLayers draw) {
    for (int i = 0; i < TRIES; i++) {
      if (convolution(draft, draw)) {
        finish(draft, draw);
        return;
      }
    }
  }

  private static boolean convolution(NetworkDraft draft, RandomLayers draw) {
    double kind = draw.random().nextDouble();
    if (kind < 0.25) {
      return draft.addTying(upSampling(draw), draw.unstridedConvolution());
    }
    if (kind < 0.45) {
      return draft.addTying(draw.transposed());
    }
    if (kind < 0.5) {
      Layer side = draw.chance(0.6) ? draw.zeroPadding() : draw.cropping(draft.shape());
      return draft.addTying(side, draw.convolution(side.outputShape(draft.shape())));
    }
    if (kind < 0.65) {
      return draft.add(draw.convolutionOfChannels(draft.shape()));
    }
    return draft.add(draw.convolution(draft.shape()));
  }

  private static Layer upSampling(RandomLayers draw) {
    int factor = draw.chance(0.8) ? 2 : 3;
    UpSampling2D layer = UpSampling2D.of();
    if (draw.chance(0.15)) {
      return layer
          .withSize(Size2D.of(draw.between(1, 3), factor))
          .withInterpolation(draw.one(List.of(Interpolation.values())));
    }
    return layer.withSize(Size2D.of(factor));
  }

  /** Adds a normalization, an activation and a pooling, or some of them. */
  private static void finish(NetworkDraft draft, RandomLayers draw) {
    if (draw.chance(0.35)) {
      draft.add(draw.normalization(draft.shape()));
    }
    boolean few = draft.shape().size() <= MOST_BENT;
    boolean distinct = !draft.isTied();
    if (draw.chance(0.4)) {
      Layer activation = few && draw.chance(0.5) ? draw.bent() : Activation.of(draw.smooth());
      distinct &= !RandomLayers.hasPlateau(activation);
      draft.add(activation);
    }
    if (draft.shape().rank() == 3 && draw.chance(0.25)) {
      draft.add(draw.pooling(draft.shape(), few && distinct));
    }
  }

  private static void head(NetworkDraft draft, RandomLayers draw) {
    if (draft.shape().rank() == 3) {
      draft.add(draw.chance(0.5) ? Flatten.of() : GlobalAveragePooling2D.of());
    }
    if (draft.shape().rank() == 1) {
      draft.add(
          Dense.of(draw.channels())
              .withActivation(
                  draw.one(
                      List.of(
                          ActivationFunction.LINEAR,
                          ActivationFunction.SIGMOID,
                          ActivationFunction.SOFTMAX,
                          ActivationFunction.EXPONENTIAL))));
    }
  }
}
