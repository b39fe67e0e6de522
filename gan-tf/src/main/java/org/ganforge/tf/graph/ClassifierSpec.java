package org.ganforge.tf.graph;

import org.ganforge.Sequential;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Padding;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.Optimizer;

/**
 * A classifier and how it is trained: on shuffled batches, by categorical cross-entropy.
 *
 * @param network turns an image into the probability of each class and, last, of showing none
 * @param range the range of numbers that bytes of an image are scaled to
 * @param optimizer the optimizer of its weights
 * @param batchSize how many images an update takes
 * @param outliers how many more images, which show no class, an update takes
 * @param steps the number of updates
 * @param seed of the initial weights, dropout and the order of the images
 */
public record ClassifierSpec(
    Sequential network,
    ValueRange range,
    Optimizer optimizer,
    int batchSize,
    int outliers,
    int steps,
    long seed) {
  /** Convolutions halve an image until no side is longer. */
  private static final int LONGEST_SIDE = 8;

  private static final int MOST_FILTERS = 64;

  /**
   * Returns a small network for images of any size, and a training of 2,000 updates whatever the
   * number of images, so that it always takes the same time.
   *
   * @param image {@code [height, width, channels]}
   */
  public static ClassifierSpec of(TensorShape image, int classes) {
    return new ClassifierSpec(
        network(image, classes + 1),
        ValueRange.ZERO_TO_ONE,
        Adam.of(InverseTimeDecay.of(2e-3, 1, 2e-3)),
        128,
        16,
        2000,
        0);
  }

  /** Returns the number of classes, not counting outliers. */
  public int classes() {
    return network.outputShape().dim(0) - 1;
  }

  /** Returns the path of the last layer but one, whose outputs are an image's features. */
  String featureLayer() {
    return network.name() + "/" + network.layers().get(network.layers().size() - 2).name();
  }

  private static Sequential network(TensorShape image, int outputs) {
    Sequential.Builder network = Sequential.builder("classifier").input(image);
    int filters = 16;
    for (int side = Math.max(image.dim(0), image.dim(1));
        side > LONGEST_SIDE;
        side = (side + 1) / 2) {
      network.add(
          Conv2D.of(filters, 5)
              .withStrides(2)
              .withPadding(Padding.SAME)
              .withActivation(ActivationFunction.RELU));
      filters = Math.min(MOST_FILTERS, 2 * filters);
    }
    return network
        .add(Flatten.of())
        .add(Dropout.of(0.25))
        .add(Dense.of(64).withActivation(ActivationFunction.RELU))
        .add(Dense.of(outputs).withActivation(ActivationFunction.SOFTMAX))
        .build();
  }

  /** Returns a copy with this number of updates. */
  public ClassifierSpec withSteps(int steps) {
    return new ClassifierSpec(network, range, optimizer, batchSize, outliers, steps, seed);
  }
}
