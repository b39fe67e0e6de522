package org.ganforge.layer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;

/**
 * One layer of a network: Keras' name, Keras' arguments. A layer is a value; it computes shapes and
 * describes its weights, and a backend turns it into operations.
 *
 * <p>The set is sealed, so that every layer has a compiler and passes the same contract test: a
 * {@link UnaryLayer} takes one input, a {@link MergeLayer} several, and a {@link Network} is a
 * layer too.
 */
public sealed interface Layer permits UnaryLayer, MergeLayer, Network {

  /** Returns the layer's name; empty until a network gives it one. */
  String name();

  /** Returns a copy with this name. */
  Layer withName(String name);

  /** Returns whether the layer's weights are trained; true for a layer without weights. */
  default boolean trainable() {
    return true;
  }

  /**
   * Returns the output shape for one example of each input, all without the batch dimension.
   *
   * @throws InvalidInputException if the layer cannot take these shapes
   */
  TensorShape outputShape(List<TensorShape> inputs);

  /** Returns the output shape for inputs of these shapes. */
  default TensorShape outputShape(TensorShape... inputs) {
    return outputShape(List.of(inputs));
  }

  /** Returns the layer's weights for inputs of these shapes, in Keras' order; none by default. */
  default List<WeightSpec> weights(List<TensorShape> inputs) {
    return List.of();
  }

  /** Returns the layer's weights for inputs of these shapes. */
  default List<WeightSpec> weights(TensorShape... inputs) {
    return weights(List.of(inputs));
  }

  /**
   * Applies this layer to a model's inputs or other layers' outputs, like calling a layer in Keras.
   *
   * @param inputs a model's inputs, or other layers' outputs
   * @throws InvalidInputException if the layer cannot take them
   */
  default Symbol on(Symbol... inputs) {
    return Application.of(this, List.of(inputs));
  }

  /** Returns Keras' class name, which is also the label in JSON: {@code Conv2D}. */
  default String type() {
    return getClass().getSimpleName();
  }

  /** Returns every kind of layer except networks. */
  static List<Class<?>> kinds() {
    return Stream.of(UnaryLayer.class, MergeLayer.class)
        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
        .toList();
  }
}
