package org.ganforge.tf.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * The surroundings of a layer, as its ONNX form sees them.
 *
 * @param graph the graph that it adds nodes to
 * @param path the layer with the networks around it, as in {@code generator/conv2d_1}
 * @param outputShape the shape of one example of its output, channels last
 * @param weights the network's weights, by name with that path
 */
record OnnxContext(
    OnnxGraph graph, String path, TensorShape outputShape, Map<String, FloatTensor> weights) {

  /** Returns one of the layer's weights. */
  FloatTensor weight(String weight) {
    FloatTensor value = weights.get(path + "/" + weight);
    if (value == null) {
      throw new IllegalStateException("layer " + path + " has no weight " + weight);
    }
    return value;
  }

  /** Returns a value with its channels first. */
  Value first(Value value) {
    return graph.channelsFirst(value);
  }

  /** Returns a value with its channels last. */
  Value last(Value value) {
    return graph.channelsLast(value);
  }

  /** Adds a node, and returns the name of its output. */
  String node(String op, List<String> inputs, Attribute... attributes) {
    return graph.node(path, op, inputs, attributes);
  }

  /** Adds a node that keeps the shape and the layout of a value. */
  Value map(String op, Value value, Attribute... attributes) {
    return value.withName(node(op, List.of(value.name()), attributes));
  }

  /** Adds an elementwise node of a value and a constant that fits its layout. */
  Value map(String op, Value value, String constant) {
    return value.withName(node(op, List.of(value.name(), constant)));
  }

  /** Adds an elementwise node of two values of the same shape and layout. */
  Value map(String op, Value first, Value second) {
    return first.withName(node(op, List.of(first.name(), second.name())));
  }

  /** Adds a node whose output has the layer's output shape. */
  Value output(String op, boolean channelsFirst, List<String> inputs, Attribute... attributes) {
    return new Value(node(op, inputs, attributes), outputShape, channelsFirst);
  }

  /** Adds a constant, and returns its name. */
  String constant(String name, FloatTensor value) {
    return graph.constant(path + "/" + name, value);
  }

  /** Adds a number, and returns its name. */
  String scalar(String name, double value) {
    return row(name, (float) value);
  }

  /** Adds a row of numbers, and returns its name. */
  String row(String name, float... values) {
    return constant(name, FloatTensor.of(TensorShape.of(values.length), values));
  }

  /** Adds a row of whole numbers, and returns its name. */
  String numbers(String name, long... values) {
    return graph.constant(path + "/" + name, values);
  }

  /** Adds a constant with a number for each channel that fits the layout of a value. */
  String ofChannels(String name, FloatTensor value, Value like) {
    if (!like.channelsFirst()) {
      return constant(name, value);
    }
    int[] dims = new int[like.shape().rank()];
    Arrays.fill(dims, 1);
    dims[0] = value.shape().size();
    return constant(name, Axes.reshaped(value, dims));
  }

  /** Returns a value with other examples of the same numbers, channels last. */
  Value reshaped(Value value, TensorShape shape) {
    Value last = last(value);
    if (last.shape().equals(shape)) {
      return last;
    }
    return new Value(reshape(last.name(), shape.toArray()), shape, false);
  }

  /** Gives each example of a batch these dimensions, and returns the new batch's name. */
  String reshape(String value, int... dims) {
    long[] shape = new long[dims.length + 1]; // 0 keeps the batch's size
    for (int i = 0; i < dims.length; i++) {
      shape[i + 1] = dims[i];
    }
    return node("Reshape", List.of(value, numbers("shape", shape)));
  }
}
