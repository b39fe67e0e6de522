package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.KerasModel;
import org.ganforge.Sequential;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.WeightSpec;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.onnx.OnnxRun;
import org.ganforge.tf.truth.DoubleTensor;
import org.ganforge.tf.truth.ReferenceNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer as an ONNX file in ONNX Runtime, against plain double arithmetic. */
class OnnxLayerTest {
  /** The reference has no Embedding, which only copies numbers. */
  static List<LayerCase> all() {
    return LayerCases.all().stream().filter(c -> !(c.layer() instanceof Embedding)).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void givesTheSameInOnnxRuntime(LayerCase layer) {
    Sequential network =
        Sequential.builder("network").input(layer.input()).add(layer.layer()).build();
    Map<String, FloatTensor> weights = weights(network);
    FloatTensor batch = layer.batch(3);

    FloatTensor expected =
        new ReferenceNetwork(network, DoubleTensor.of(weights), Mode.INFERENCE)
            .forward(DoubleTensor.of(batch))
            .toFloat();
    FloatTensor output = OnnxRun.of(new KerasModel(network, weights, List.of()), batch);

    assertThat(output.shape()).isEqualTo(expected.shape());
    assertThat(output.toArray()).containsExactly(expected.toArray(), within(1e-5f));
  }

  private static Map<String, FloatTensor> weights(Sequential network) {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    for (WeightSpec weight : network.weights()) {
      boolean isVariance = weight.name().endsWith("moving_variance");
      float[] values = new float[weight.shape().size()];
      for (int i = 0; i < values.length; i++) {
        double wave = Math.cos((1.7 + 0.1 * weights.size()) * i + 0.5);
        values[i] = (float) (isVariance ? 0.3 + wave * wave : wave);
      }
      weights.put(weight.name(), FloatTensor.wrap(weight.shape(), values));
    }
    return weights;
  }
}
