package org.ganforge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Nearest;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;

/** The nodes of a model, checked, named and connected. */
final class ModelNodes {
  private final String model;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, TensorShape> shapes = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();
  private final LayerNames names = new LayerNames();

  private ModelNodes(String model) {
    this.model = model;
  }

  static ModelNodes of(String model, List<Input> inputs, List<Node> given) {
    Checks.notEmpty(model + ".inputs", inputs, "add an input");
    Checks.notEmpty(model + ".layers", given, "add a layer");
    if (given.size() > Sequential.MOST_LAYERS) {
      throw new InvalidInputException(
          model + ".layers",
          "at most " + Sequential.MOST_LAYERS,
          given.size() + "",
          "use fewer layers");
    }
    ModelNodes all = new ModelNodes(model);
    for (int i = 0; i < inputs.size(); i++) {
      all.add(model + ".inputs[" + i + "]", inputs.get(i));
    }
    String before = inputs.get(0).name();
    for (Node node : given) {
      before = all.add(node, before);
    }
    return all;
  }

  private void add(String place, Input input) {
    names.take(place, input.name());
    shapes.put(input.name(), input.shape());
    places.put(input.name(), place);
  }

  private String add(Node given, String before) {
    String place = model + ".layers[" + nodes.size() + "]";
    Layer layer =
        given.layer().name().isEmpty()
            ? given.layer().withName(names.make(given.layer().type()))
            : given.layer();
    names.take(place, layer.name());
    List<String> from = given.from().isEmpty() ? List.of(before) : given.from();
    String said = place + " (" + layer.type() + " " + layer.name() + ")";
    List<TensorShape> inputs = from.stream().map(name -> shapeOf(name, place)).toList();
    try {
      shapes.put(layer.name(), layer.outputShape(inputs)); // refuses shapes that have no weights
      layer.weights(inputs);
    } catch (InvalidInputException e) {
      throw e.at(said);
    }
    used.addAll(from);
    places.put(layer.name(), said);
    nodes.add(new Node(layer, from));
    return layer.name();
  }

  private TensorShape shapeOf(String name, String place) {
    TensorShape shape = shapes.get(name);
    if (shape == null) {
      throw new InvalidInputException(
          place + " from",
          "an input, or a layer before it,",
          '"' + name + '"',
          Nearest.of(name, shapes.keySet())
              .map(near -> "did you mean \"" + near + "\"?")
              .orElse("name one of them, or move this layer after it"));
    }
    return shape;
  }

  /** Returns the nodes, each with its name and inputs. */
  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /**
   * Returns the outputs, by default all that no layer takes, and checks that everything leads to
   * them.
   */
  List<String> outputs(List<String> given) {
    List<String> outputs = given.isEmpty() ? ends() : given;
    String place = model + ".outputs";
    Checks.distinct(place, outputs);
    for (String output : outputs) {
      if (nodes.stream().noneMatch(node -> node.name().equals(output))) {
        throw new InvalidInputException(
            place, "names of layers", '"' + output + '"', "name layers of this model");
      }
    }
    used.addAll(outputs);
    places.forEach(
        (name, at) -> {
          if (!used.contains(name)) {
            throw new InvalidInputException(
                at,
                "a layer that takes \"" + name + "\"",
                "none",
                "leave it out, or let a layer take it");
          }
        });
    return outputs;
  }

  private List<String> ends() {
    return nodes.stream().map(Node::name).filter(name -> !used.contains(name)).toList();
  }

  static List<Node> shortened(List<Input> inputs, List<Node> nodes) {
    LayerNames names = new LayerNames();
    inputs.forEach(input -> names.take(input.name(), input.name()));
    List<Node> all = new ArrayList<>();
    String before = inputs.get(0).name();
    for (Node node : nodes) {
      Layer layer = node.layer();
      boolean isMade = !(layer instanceof Network) && names.makes(layer.type(), layer.name());
      names.take(layer.name(), layer.name());
      all.add(
          new Node(
              isMade ? layer.withName("") : layer,
              node.from().equals(List.of(before)) ? List.of() : node.from()));
      before = layer.name();
    }
    return List.copyOf(all);
  }
}
