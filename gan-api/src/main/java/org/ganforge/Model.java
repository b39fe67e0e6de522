package org.ganforge;

import java.util.List;
import org.ganforge.internal.Checks;
import org.ganforge.layer.Input;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Symbol;

/**
 * A network that is a graph: Keras' functional model. It has one input or several, which say what
 * they are, and layers that take inputs and what other layers give. It is checked when it is made,
 * and a layer without a name gets Keras' name for it. Networks nest.
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
 * @param inputs what goes in, in order
 * @param nodes the layers in their places, each behind all that it takes; each has a name, and says
 *     what it takes, once the model is made
 * @param outputs the names of the layers whose values come out; by default all that no layer takes,
 *     most often the last one
 * @param trainable whether training changes the weights; false freezes every layer
 */
public record Model(
    String name, List<Input> inputs, List<Node> nodes, List<String> outputs, boolean trainable)
    implements Network {
  /** Names the layers and checks that each takes what it is given, and leads somewhere. */
  public Model {
    Checks.name("network name", name);
    inputs = List.copyOf(inputs);
    ModelNodes checked = ModelNodes.of(name, inputs, nodes);
    nodes = checked.nodes();
    outputs = List.copyOf(checked.outputs(outputs));
  }

  /**
   * Returns a model of these layers, all of it trainable; what no layer takes comes out.
   *
   * @param nodes where a node names nothing that it takes, it takes what the one before it gives,
   *     the first one the first input
   */
  public static Model of(String name, List<Input> inputs, List<Node> nodes) {
    return new Model(name, inputs, nodes, List.of(), true);
  }

  /**
   * Returns a model of all that leads to the outputs, all of it trainable.
   *
   * @param outputs what comes out, most often one
   * @throws org.ganforge.error.InvalidInputException if an output depends on an input that is not
   *     among {@code inputs}, an input is of no use, or one layer with weights stands in two places
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

  /** Returns a copy in which the values of the layers of these names come out. */
  public Model withOutputs(List<String> outputs) {
    return new Model(name, inputs, nodes, outputs, trainable);
  }

  /**
   * Returns the nodes without the names that a model makes by itself, and without what a node takes
   * where that is the layer before it: a model of them is equal to this one.
   */
  public List<Node> shortNodes() {
    return ModelNodes.shortened(inputs, nodes);
  }

  @Override
  public String summary() {
    return Summary.of(this).toString();
  }
}
