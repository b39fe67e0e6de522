package org.ganforge.tf.graph;

import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;

/**
 * The way of a gradient back through layers. None flows through an {@link Embedding}, and
 * TensorFlow would not say so in words.
 */
final class GradientPath {
  private boolean trains;

  private GradientPath() {}

  /**
   * Checks that a loss after the last of these networks reaches every weight that is trained.
   *
   * @throws InvalidInputException if an Embedding is in the way
   */
  static void check(Network... networks) {
    GradientPath path = new GradientPath();
    for (Network network : networks) {
      path.follow(network, network.name(), network.trainable());
    }
  }

  private void follow(Network network, String place, boolean trainable) {
    TensorShape shape = network.inputShape();
    for (Layer layer : network.layers()) {
      String name = place + "/" + layer.name();
      if (layer instanceof Network inner) {
        follow(inner, name, trainable && inner.trainable());
      } else if (layer instanceof Embedding && trains) {
        throw new InvalidInputException(
            name,
            "nothing to train before an Embedding, which passes no gradient on,",
            "layers with trainable weights",
            "put it first, or freeze what is before it");
      } else {
        trains |= trainable && layer.weights(shape).stream().anyMatch(WeightSpec::trainable);
      }
      shape = layer.outputShape(shape);
    }
  }
}
