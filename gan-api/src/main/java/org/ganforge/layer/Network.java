package org.ganforge.layer;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;

/**
 * A chain of layers, which is a layer itself: networks nest. Implemented by {@code
 * org.ganforge.Sequential}.
 */
public non-sealed interface Network extends Layer {
  /** Returns the shape of one input, without the batch dimension. */
  TensorShape inputShape();

  /** Returns the layers in order, every one with its name. */
  List<Layer> layers();

  /** Returns a copy whose weights training changes, or leaves alone, all of them. */
  Network withTrainable(boolean trainable);

  /** Returns the shape of one output, without the batch dimension. */
  default TensorShape outputShape() {
    TensorShape shape = inputShape();
    for (Layer layer : layers()) {
      shape = layer.outputShape(shape);
    }
    return shape;
  }

  @Override
  default TensorShape outputShape(TensorShape input) {
    if (!input.equals(inputShape())) {
      throw new InvalidInputException(
          "",
          "an input of shape " + inputShape() + ", the input of network \"" + name() + "\"",
          input.toString(),
          "change the layer before it or the network's input");
    }
    return outputShape();
  }

  /**
   * Returns the weights of all layers, named {@code layer/weight}; none trainable in a frozen
   * network.
   */
  @Override
  default List<WeightSpec> weights(TensorShape input) {
    List<WeightSpec> all = new ArrayList<>();
    TensorShape shape = inputShape();
    for (Layer layer : layers()) {
      for (WeightSpec weight : layer.weights(shape)) {
        all.add(weight.inside(layer.name(), trainable()));
      }
      shape = layer.outputShape(shape);
    }
    return List.copyOf(all);
  }
}
