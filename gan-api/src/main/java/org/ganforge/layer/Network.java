package org.ganforge.layer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;

/**
 * A graph of layers, which is itself a layer, so that networks nest: a chain, {@code
 * org.ganforge.Sequential}, or Keras' functional model, {@code org.ganforge.Model}.
 */
public non-sealed interface Network extends Layer {
  /** Returns the inputs in order; inputs and layers of a network have distinct names. */
  List<Input> inputs();

  /** Returns the layers with their connections, each after all of its inputs. */
  List<Node> nodes();

  /** Returns the names of the layers and inputs that are the outputs, in order. */
  List<String> outputs();

  @Override
  Network withName(String name);

  /** Returns a copy whose weights are all trained, or frozen. */
  Network withTrainable(boolean trainable);

  /** Returns the table that Keras' {@code model.summary()} prints, including parameter counts. */
  String summary();

  /** Returns the layers in order, each with its name. */
  default List<Layer> layers() {
    return nodes().stream().map(Node::layer).toList();
  }

  /** Returns the shapes of the inputs, in order, without the batch dimension. */
  default List<TensorShape> inputShapes() {
    return inputs().stream().map(Input::shape).toList();
  }

  /**
   * Returns the shape of one example of the only input, without the batch dimension.
   *
   * @throws InvalidInputException if there are several inputs
   */
  default TensorShape inputShape() {
    requireOne("input", inputs().size());
    return inputs().get(0).shape();
  }

  /**
   * Returns the shape of one example of the only output, without the batch dimension.
   *
   * @throws InvalidInputException if there are several outputs
   */
  default TensorShape outputShape() {
    requireOne("output", outputs().size());
    return outputShapes().get(0);
  }

  private void requireOne(String what, int count) {
    if (count != 1) {
      throw new InvalidInputException(
          "network " + name(), "one " + what, count + "", "take a network with one " + what);
    }
  }

  /** Returns the shapes of the outputs, in order, without the batch dimension. */
  default List<TensorShape> outputShapes() {
    Map<String, TensorShape> shapes = shapes();
    return outputs().stream().map(shapes::get).toList();
  }

  /** Returns the shape of each input and each layer's output, by name, in order. */
  default Map<String, TensorShape> shapes() {
    Map<String, TensorShape> shapes = new LinkedHashMap<>();
    inputs().forEach(input -> shapes.put(input.name(), input.shape()));
    for (Node node : nodes()) {
      shapes.put(node.name(), node.layer().outputShape(of(node, shapes)));
    }
    return shapes;
  }

  private static List<TensorShape> of(Node node, Map<String, TensorShape> shapes) {
    return node.from().stream().map(shapes::get).toList();
  }

  /** Returns whether each layer's only input is the output of the layer before it. */
  default boolean isChain() {
    String before = inputs().get(0).name();
    for (Node node : nodes()) {
      if (!node.from().equals(List.of(before))) {
        return false;
      }
      before = node.name();
    }
    return inputs().size() == 1 && outputs().equals(List.of(before));
  }

  /** Returns the names of inputs and layers in Keras' order. */
  default List<String> kerasOrder() {
    return NodeDepths.order(this);
  }

  @Override
  default TensorShape outputShape(List<TensorShape> inputs) {
    if (!inputs.equals(inputShapes())) {
      throw new InvalidInputException(
          "",
          inputs().size() == 1
              ? "an input of shape " + inputShape() + ", the input of network \"" + name() + "\""
              : "inputs of shapes " + inputShapes() + ", those of network \"" + name() + "\"",
          inputs.size() == 1 ? inputs.get(0).toString() : inputs.toString(),
          "change the layer before it or the network's input");
    }
    return outputShape();
  }

  @Override
  default List<WeightSpec> weights(List<TensorShape> inputs) {
    return weights();
  }

  /**
   * Returns the weights of all layers, named {@code layer/weight}; none trainable in a frozen
   * network.
   */
  default List<WeightSpec> weights() {
    List<WeightSpec> all = new ArrayList<>();
    Map<String, TensorShape> shapes = shapes();
    for (Node node : nodes()) {
      for (WeightSpec weight : node.layer().weights(of(node, shapes))) {
        all.add(weight.inside(node.name(), trainable()));
      }
    }
    return List.copyOf(all);
  }

  /** Returns how many numbers the weights hold, moving averages included. */
  default long parameterCount() {
    return weights().stream().mapToLong(weight -> weight.shape().size()).sum();
  }

  /** Returns how many numbers are trained. */
  default long trainableParameterCount() {
    return weights().stream()
        .filter(WeightSpec::trainable)
        .mapToLong(weight -> weight.shape().size())
        .sum();
  }
}
