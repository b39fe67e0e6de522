package org.ganforge.tf.onnx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.KerasModel;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;

/**
 * Writes a network in inference mode as an ONNX file of opset {@value #OPSET}. Inputs and outputs
 * are float32 batches of any size, images NHWC as in Keras; inside, convolutions have the channels
 * first.
 */
public final class OnnxModel {
  /** The version of ONNX's operations; ONNX Runtime has known it since 1.14 (2023). */
  public static final int OPSET = 18;

  /** The version of the file format that goes with it. */
  private static final int IR_VERSION = 8;

  /** A protobuf message holds at most 2 GB; this leaves room for all but the weights. */
  private static final long MOST_WEIGHTS = 500_000_000;

  private final OnnxGraph graph;
  private final Map<String, FloatTensor> weights;

  private OnnxModel(KerasModel model) {
    this.graph = new OnnxGraph(model.network().name());
    this.weights = model.namedWeights();
  }

  /**
   * Writes a new file.
   *
   * @param model the network and its weights
   * @param inputs names for its inputs, in order
   * @param outputs names for its outputs, in order
   * @param version the version of this library, for the record
   * @throws InvalidInputException if the weights do not fit into one file
   */
  public static void write(
      KerasModel model, List<String> inputs, List<String> outputs, String version, Path file)
      throws IOException {
    requireFits(model.network());
    Message message = new OnnxModel(model).build(model.network(), inputs, outputs, version);
    try (OutputStream out = Files.newOutputStream(file)) {
      message.writeTo(out);
    }
  }

  /** Refuses weights that do not fit into one file. */
  static void requireFits(Network network) {
    long count = network.parameterCount();
    if (count > MOST_WEIGHTS) {
      throw new InvalidInputException(
          "network " + network.name() + " as onnx",
          "at most " + MOST_WEIGHTS + " numbers in its weights, since an ONNX file holds 2 GB,",
          count + "",
          "export it in another format");
    }
  }

  private Message build(
      Network network, List<String> inputs, List<String> outputs, String version) {
    Map<String, Value> values = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(
          network.inputs().get(i).name(),
          graph.input(inputs.get(i), network.inputs().get(i).shape()));
    }
    List<Value> results = expand(network, network.name(), values);
    for (int i = 0; i < outputs.size(); i++) {
      graph.output(outputs.get(i), results.get(i));
    }
    return new Message()
        .number(1, IR_VERSION)
        .text(2, "GanForge")
        .text(3, version)
        .message(7, graph.build())
        .message(8, new Message().text(1, "").number(2, OPSET));
  }

  /**
   * Adds a network's layers, and returns its outputs.
   *
   * @param path its name with those of the networks around it
   * @param values its inputs by name; the layers' outputs are added
   */
  private List<Value> expand(Network network, String path, Map<String, Value> values) {
    Map<String, TensorShape> shapes = network.shapes();
    for (Node node : network.nodes()) {
      String name = path + "/" + node.name();
      List<Value> taken = node.from().stream().map(values::get).toList();
      if (node.layer() instanceof Network inner) {
        values.put(node.name(), expand(inner, name, inputs(inner, taken)).get(0));
      } else {
        TensorShape shape = requireNonNull(shapes.get(node.name()));
        OnnxContext context = new OnnxContext(graph, name, shape, weights);
        values.put(node.name(), checked(context, OnnxLayers.add(node.layer(), context, taken)));
      }
    }
    return network.outputs().stream().map(values::get).toList();
  }

  private static Map<String, Value> inputs(Network network, List<Value> taken) {
    Map<String, Value> values = new HashMap<>();
    for (int i = 0; i < taken.size(); i++) {
      values.put(network.inputs().get(i).name(), taken.get(i));
    }
    return values;
  }

  private static Value checked(OnnxContext context, Value output) {
    if (!output.shape().equals(context.outputShape())) {
      throw new IllegalStateException(
          "ONNX form of layer "
              + context.path()
              + ": expected an output of shape "
              + context.outputShape()
              + " but found "
              + output.shape());
    }
    return output;
  }
}
