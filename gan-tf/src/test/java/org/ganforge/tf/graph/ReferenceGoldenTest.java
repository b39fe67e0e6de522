package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ganforge.Sequential;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Layer;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.truth.DoubleTensor;
import org.ganforge.tf.truth.ReferenceNetwork;

/** The reference's outputs and gradients, against Keras. */
class ReferenceGoldenTest {
  @GoldenTest("layer")
  void answersAsKerasDoes(GoldenCase golden) {
    Fields fields = golden.fields();
    Layer layer = fields.spec("layer", Layer.class);
    if (layer instanceof Embedding || fields.has("training_statistics")) {
      return;
    }
    Sequential network =
        Sequential.builder("network").input(fields.shape("input_shape")).add(layer).build();
    String prefix = network.layers().get(0).name() + "/";
    Map<String, DoubleTensor> weights =
        DoubleTensor.of(WeightNames.within(prefix, fields.tensors("weights")));
    DoubleTensor input = DoubleTensor.of(fields.tensor("input"));
    golden.check(
        "inference",
        fields.object("inference").tensor("output"),
        new ReferenceNetwork(network, weights, Mode.INFERENCE).forward(input).toFloat());
    ReferenceNetwork reference = new ReferenceNetwork(network, weights, Mode.TRAINING);
    Fields training = fields.object("training");
    golden.check("training", training.tensor("output"), reference.forward(input).toFloat());
    Map<String, DoubleTensor> gradients =
        reference.backward(DoubleTensor.of(fields.tensor("output_cotangent")));
    Map<String, FloatTensor> expected = new LinkedHashMap<>();
    if (training.has("weight_gradients")) {
      expected.putAll(WeightNames.within(prefix, training.tensors("weight_gradients")));
    }
    expected.put(ReferenceNetwork.INPUT, training.tensor("input_gradient"));
    assertThat(gradients.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, value) ->
            golden.check(name, value, Objects.requireNonNull(gradients.get(name)).toFloat()));
  }
}
