package org.ganforge.tf.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.KerasModel;
import org.ganforge.Sequential;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;

/** ONNX files in ONNX Runtime, against Keras. */
class OnnxGoldenTest {
  @GoldenTest("layer")
  void layer(GoldenCase golden) {
    Fields fields = golden.fields();
    Layer layer = fields.spec("layer", Layer.class);
    Sequential network =
        Sequential.builder("network").input(fields.shape("input_shape")).add(layer).build();
    String prefix = network.layers().get(0).name() + "/";
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    if (fields.has("weights")) {
      fields.tensors("weights").forEach((name, value) -> weights.put(prefix + name, value));
    }
    check(golden, network, weights);
  }

  @GoldenTest("network")
  void network(GoldenCase golden) {
    Fields fields = golden.fields();
    if (fields.has("weights")) {
      check(golden, fields.spec("network", Sequential.class), fields.tensors("weights"));
    }
  }

  private static void check(GoldenCase golden, Network network, Map<String, FloatTensor> weights) {
    FloatTensor output =
        OnnxRun.of(new KerasModel(network, weights, List.of()), golden.fields().tensor("input"));
    golden.check("inference.output", golden.fields().object("inference").tensor("output"), output);
  }

  @GoldenTest("activation")
  void activation(GoldenCase golden) {
    Fields fields = golden.fields();
    FloatTensor input = fields.tensor("input");
    TensorShape one = new TensorShape(input.shape().dims().subList(1, input.shape().rank()));
    TensorShape flat = one.rank() == 0 ? TensorShape.of(1) : one;
    FloatTensor batch = FloatTensor.wrap(flat.times(input.count()), input.toArray());
    ActivationFunction function = fields.spec("activation", ActivationFunction.class);
    Sequential network =
        Sequential.builder("network").input(flat).add(Activation.of(function)).build();
    FloatTensor output = OnnxRun.of(new KerasModel(network, Map.of(), List.of()), batch);
    FloatTensor expected = fields.tensor("output");
    golden.check("output", expected, FloatTensor.wrap(expected.shape(), output.toArray()));
  }
}
