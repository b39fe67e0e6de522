package org.ganforge.tf.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Collects the nodes and constants of a graph: ONNX's GraphProto. Each takes only what was added
 * before it, so the nodes are in the order that ONNX requires.
 */
final class OnnxGraph {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  /** The batch dimension, which a file leaves open. */
  private static final String BATCH = "n";

  private final String name;
  private final List<Message> inputs = new ArrayList<>();
  private final List<Message> outputs = new ArrayList<>();
  private final List<Message> nodes = new ArrayList<>();
  private final List<Message> constants = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Value> transposed = new HashMap<>();

  OnnxGraph(String name) {
    this.name = name;
  }

  /** Adds an input of the graph. */
  Value input(String input, TensorShape shape) {
    names.add(input);
    inputs.add(open(input, shape));
    return new Value(input, shape, false);
  }

  /** Adds an output of the graph, with the channels last. */
  void output(String output, Value value) {
    Value last = channelsLast(value);
    named(output, "Identity", List.of(last.name()));
    outputs.add(open(output, last.shape()));
  }

  /** Adds a node, and returns the name of its only output. */
  String node(String scope, String op, List<String> taken, Attribute... attributes) {
    return named(unique(scope + "/" + op), op, taken, attributes);
  }

  private String named(String output, String op, List<String> taken, Attribute... attributes) {
    Message node = new Message();
    for (String input : taken) {
      if (!input.isEmpty() && !names.contains(input)) { // empty: an optional input left out
        throw new IllegalStateException(
            "ONNX node " + output + ": expected an earlier value but found \"" + input + "\"");
      }
      node.text(1, input);
    }
    node.text(2, output).text(3, output).text(4, op);
    for (Attribute attribute : attributes) {
      node.message(5, attribute.message());
    }
    nodes.add(node);
    names.add(output);
    return output;
  }

  /** Adds a constant of float32 numbers, and returns its name. */
  String constant(String constant, FloatTensor value) {
    long[] dims = value.shape().dims().stream().mapToLong(Integer::longValue).toArray();
    String unique = unique(constant);
    constants.add(tensor(unique, FLOAT, dims).reals(9, value));
    return unique;
  }

  /** Adds a row of whole numbers, and returns its name. */
  String constant(String constant, long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    String unique = unique(constant);
    Message tensor = tensor(unique, INT64, values.length);
    constants.add(tensor.bytes(9, ByteString.copyFrom(bytes.array())));
    return unique;
  }

  /** Returns a TensorProto without its numbers. */
  private static Message tensor(String name, int type, long... dims) {
    Message tensor = new Message();
    for (long dim : dims) {
      tensor.number(1, dim);
    }
    return tensor.number(2, type).text(8, name);
  }

  private String unique(String wanted) {
    String unique = wanted;
    for (int i = 1; !names.add(unique); i++) {
      unique = wanted + "_" + i;
    }
    return unique;
  }

  /** Returns a value with its channels last, as Keras has them. */
  Value channelsLast(Value value) {
    return value.channelsFirst() ? transposed(value) : value;
  }

  /** Returns a value with its channels first. */
  Value channelsFirst(Value value) {
    return value.channelsFirst() || value.shape().rank() < 2 ? value : transposed(value);
  }

  /** Transposes a value once, however many layers take it. */
  private Value transposed(Value value) {
    Value known = transposed.get(value.name());
    if (known != null) {
      return known;
    }
    int rank = value.shape().rank();
    long[] order = new long[rank + 1];
    for (int i = 0; i < rank; i++) {
      if (value.channelsFirst()) {
        order[i + 1] = i == rank - 1 ? 1 : i + 2;
      } else {
        order[i + 1] = i == 0 ? rank : i;
      }
    }
    String scope = value.name().replaceFirst("/[^/]*$", "");
    String name = node(scope, "Transpose", List.of(value.name()), Attribute.numbers("perm", order));
    Value other = new Value(name, value.shape(), !value.channelsFirst());
    transposed.put(value.name(), other);
    transposed.put(name, value);
    return other;
  }

  /** Returns the whole graph. */
  Message build() {
    Message graph = new Message().text(2, name);
    nodes.forEach(node -> graph.message(1, node));
    constants.forEach(constant -> graph.message(5, constant));
    inputs.forEach(input -> graph.message(11, input));
    outputs.forEach(output -> graph.message(12, output));
    return graph;
  }

  /** Returns a ValueInfoProto of any number of examples. */
  private static Message open(String name, TensorShape shape) {
    Message dims = new Message().message(1, new Message().text(2, BATCH));
    shape.dims().forEach(dim -> dims.message(1, new Message().number(1, dim)));
    Message tensor = new Message().number(1, FLOAT).message(2, dims);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }
}
