package org.ganforge;

import java.util.List;
import org.ganforge.internal.Checks;
import org.ganforge.layer.Input;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Symbol;

/**
 * A network that is a graph: Keras' functional model. It has one or more typed inputs, and layers
 * that take inputs and other layers' outputs. It is checked on construction, and layers without a
 * name get Keras' automatic one. Networks nest.
 *
 * <pre>{@code
 * Input noise = Input.Noise.of(100);
 * Input label = Input.Label.of(10);
 * Symbol wish = Flatten.of().on(Embedding.of(10, 50).on(label));
 * Symbol x = Concatenate.of().on(noise, wish);
 * Symbol image = Reshape.of(28, 28, 1).on(Dense.of(784).on(x));
 * Model generator = Model.of("generator", List.of(noise, label), image);
 * }</pre>
 *
 * @param name the network's name
 * @param inputs the inputs, in order
 * @param nodes the layers with their connections, each after all of its inputs; after construction
 *     each has a name and names its inputs
 * @param outputs the names of the output layers; by default all that no other layer takes, usually
 *     just the last one
 * @param trainable whether the weights are trained; false freezes every layer
 */
public record Model(
    String name, List<Input> inputs, List<Node> nodes, List<String> outputs, boolean trainable)
    implements Network {
  /** Names the layers and checks that each accepts its inputs and leads to an output. */
  public Model {
    Checks.name("network name", name);
    inputs = List.copyOf(inputs);
    ModelNodes checked = ModelNodes.of(name, inputs, nodes);
    nodes = checked.nodes();
    outputs = List.copyOf(checked.outputs(outputs));
  }

  /**
   * Returns a trainable model of these layers; its outputs are those that no other layer takes.
   *
   * @param nodes the layers with their connections; a node that names no inputs takes the previous
   *     node's output, or the first input if it is the first
   */
  public static Model of(String name, List<Input> inputs, List<Node> nodes) {
    return new Model(name, inputs, nodes, List.of(), true);
  }

  /**
   * Returns a trainable model of everything that leads to the outputs.
   *
   * @param outputs the outputs, usually one
   * @throws org.ganforge.error.InvalidInputException if an output depends on an input that is not
   *     among {@code inputs}, an input is unused, or a layer with weights is used twice
   */
  public static Model of(String name, List<Input> inputs, Symbol... outputs) {
    SymbolWalk walk = SymbolWalk.of(name, inputs, List.of(outputs));
    return new Model(name, inputs, walk.nodes(), walk.names(List.of(outputs)), true);
  }

  @Override
  public Model withName(String name) {
    return new Model(name, inputs, nodes, outputs, trainable);
  }

  @Override
  public Model withTrainable(boolean trainable) {
    return new Model(name, inputs, nodes, outputs, trainable);
  }

  /** Returns a copy whose outputs are the layers with these names. */
  public Model withOutputs(List<String> outputs) {
    return new Model(name, inputs, nodes, outputs, trainable);
  }

  /**
   * Returns the nodes without automatic names, and without connections to the directly preceding
   * layer: a model made from them equals this one.
   */
  public List<Node> shortNodes() {
    return ModelNodes.shortened(inputs, nodes);
  }

  @Override
  public String summary() {
    return Summary.of(this).toString();
  }
}
