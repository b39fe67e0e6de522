package org.ganforge.json.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.text.JsonValue;

/**
 * The connections between a functional model's layers, as written by Keras.
 *
 * @param calls the layers in Keras' order, each with the layers whose outputs it takes
 * @param inputs the names of the model's inputs, in order
 * @param outputs the names of the layers that give its outputs, in order
 */
record KerasGraph(List<Call> calls, List<String> inputs, List<String> outputs) {
  /** Keras up to 2.3 calls the class of functional models Model. */
  static final Set<String> CLASSES = Set.of("Functional", "Model");

  private static final String INPUT = "InputLayer";

  /** A layer and its inputs; an InputLayer has none. */
  record Call(JsonValue layer, String name, List<String> from) {
    boolean isInput() {
      return layer.field("class_name").node().asText().equals(INPUT);
    }

    /** Returns the place for error messages: {@code $.config.layers[2] (Dense dense)}. */
    String place() {
      return layer.path() + " (" + layer.field("class_name").node().asText() + " " + name + ")";
    }
  }

  /**
   * Returns the graph of a functional model.
   *
   * @throws InvalidInputException if a layer is called more than once, which shares its weights
   */
  static KerasGraph of(JsonValue config, JsonValue layers) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < layers.node().size(); i++) {
      calls.add(call(layers.item(i)));
    }
    return new KerasGraph(
        calls, names(config.field("input_layers")), names(config.field("output_layers")));
  }

  private static Call call(JsonValue layer) {
    JsonNode nodes = layer.field("inbound_nodes").node();
    Call call = new Call(layer, nameOf(layer), names(layer.field("inbound_nodes")));
    if (call.isInput()) {
      return call;
    }
    if (nodes.size() > 1) {
      throw new InvalidInputException(
          call.place(),
          "a layer that is called once",
          nodes.size() + " calls, which share its weights",
          "build the model with a separate layer in each place");
    }
    if (call.from().isEmpty()) {
      throw new InvalidInputException(
          call.place(), "layers whose outputs it takes", "none", "give JSON written by Keras");
    }
    return call;
  }

  /** Returns whether each layer's only input is the output of the layer before it. */
  boolean isChain() {
    String before = calls.get(0).name();
    boolean isChain = calls.get(0).isInput() && inputs.equals(List.of(before));
    for (Call call : calls.subList(1, calls.size())) {
      isChain &= !call.isInput() && call.from().equals(List.of(before));
      before = call.name();
    }
    return isChain && outputs.equals(List.of(before));
  }

  private static String nameOf(JsonValue layer) {
    JsonNode own = layer.node().path("name");
    return own.isTextual() ? own.asText() : layer.node().path("config").path("name").asText();
  }

  /** Returns the layers whose outputs are mentioned anywhere in a value. */
  private static List<String> names(JsonValue json) {
    List<String> names = new ArrayList<>();
    collect(json, json.node(), names);
    return names;
  }

  /**
   * Finds Keras histories: {@code ["dense", 0, 0]}, in Keras 2 with the call's arguments as a
   * fourth element.
   */
  private static void collect(JsonValue json, JsonNode node, List<String> names) {
    boolean isHistory =
        node.isArray() && node.size() >= 3 && node.get(0).isTextual() && node.get(1).isNumber();
    if (!isHistory) {
      node.forEach(inner -> collect(json, inner, names));
      return;
    }
    if (node.get(2).asInt() != 0) {
      throw json.mistake(
          "the only output of " + JsonValue.quote(node.get(0).asText()),
          "build it from networks with one output");
    }
    names.add(node.get(0).asText());
    if (node.size() > 3) {
      collect(json, node.get(3), names);
    }
  }
}
