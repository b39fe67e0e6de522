package org.ganforge.json.keras;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.layer.Input;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;

/**
 * Keras' notation for the origin of a functional model's values: {@code ["dense", 0, 0]}, the
 * layer, the index of its call, and the index of that call's output.
 */
final class KerasHistory {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final boolean modern;
  private final Map<String, TensorShape> shapes;
  private final Map<String, String> dtypes = new HashMap<>();

  KerasHistory(Network network, boolean modern) {
    this.modern = modern;
    this.shapes = network.shapes();
    network.inputs().forEach(input -> dtypes.put(input.name(), dtype(input)));
  }

  /** Returns Keras' type of an input's numbers. */
  static String dtype(Input input) {
    return input instanceof Input.Label ? "int32" : "float32";
  }

  /** Returns the shapes of a layer's inputs. */
  List<TensorShape> shapes(Node node) {
    return node.from().stream().map(shapes::get).toList();
  }

  /** Returns a layer's only call: Keras 3 writes its arguments, Keras 2 only their histories. */
  ArrayNode inbound(Node node) {
    ArrayNode nodes = NODES.arrayNode();
    if (!modern) {
      ArrayNode call = nodes.addArray();
      node.from().forEach(name -> call.add(history(name).add(NODES.objectNode())));
      return nodes;
    }
    ObjectNode call = nodes.addObject();
    ArrayNode arguments = call.putArray("args");
    ArrayNode tensors = node.from().size() == 1 ? arguments : arguments.addArray();
    node.from().forEach(name -> tensors.add(tensor(name)));
    call.putObject("kwargs");
    return nodes;
  }

  private ObjectNode tensor(String name) {
    ObjectNode tensor = NODES.objectNode().put("class_name", "__keras_tensor__");
    ObjectNode config = tensor.putObject("config");
    config.set("shape", KerasWriter.batch(requireNonNull(shapes.get(name))));
    config.put("dtype", dtypes.getOrDefault(name, "float32"));
    config.set("keras_history", history(name));
    return tensor;
  }

  private static ArrayNode history(String name) {
    return NODES.arrayNode().add(name).add(0).add(0);
  }

  /** Returns inputs or outputs; Keras 3 writes a single one without a list around it. */
  ArrayNode ends(List<String> names) {
    if (modern && names.size() == 1) {
      return history(names.get(0));
    }
    ArrayNode ends = NODES.arrayNode();
    names.forEach(name -> ends.add(history(name)));
    return ends;
  }
}
