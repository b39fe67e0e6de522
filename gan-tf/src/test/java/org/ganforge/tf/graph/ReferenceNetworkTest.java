package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.ganforge.Sequential;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.truth.DoubleTensor;
import org.ganforge.tf.truth.ReferenceNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference's gradients against differences of its own output, layer by layer. */
class ReferenceNetworkTest {
  private static final double H = 1e-3;
  private static final List<String> RANDOM = List.of("Dropout 0.3", "GaussianNoise 0.2");

  static Stream<Arguments> layers() {
    return LayerCases.all().stream()
        .filter(c -> !(c.layer() instanceof Embedding) && !RANDOM.contains(c.toString()))
        .flatMap(c -> Stream.of(Mode.TRAINING, Mode.INFERENCE).map(mode -> Arguments.of(c, mode)));
  }

  /**
   * The difference is the five-point one; its error, h^4 / 30 times the fifth derivative plus the
   * rounding of a double divided by h, is about 1e-12.
   */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("layers")
  void gradientsAreDifferencesOfTheOutput(LayerCase layer, Mode mode) {
    Sequential network = network(layer.layer(), layer.input());
    Map<String, DoubleTensor> point = new LinkedHashMap<>(weights(network));
    point.put(ReferenceNetwork.INPUT, DoubleTensor.of(layer.batch(3)));
    ReferenceNetwork reference = new ReferenceNetwork(network, point, mode);
    TensorShape output = reference.forward(input(point)).shape();
    assertThat(output).isEqualTo(network.outputShape().times(3));
    DoubleTensor cotangent = pattern(output, 2.3);
    Map<String, DoubleTensor> gradients = reference.backward(cotangent);
    assertThat(gradients.keySet()).isEqualTo(trainable(network));
    gradients.forEach(
        (name, gradient) -> {
          assertThat(gradient.shape()).isEqualTo(get(point, name).shape());
          double[] expected = differences(network, mode, cotangent, point, name);
          assertThat(gradient.values())
              .as(name)
              .containsExactly(expected, Offset.offset(1e-8 * (1 + gradient.maxAbs())));
        });
  }

  private static double[] differences(
      Sequential network,
      Mode mode,
      DoubleTensor cotangent,
      Map<String, DoubleTensor> point,
      String name) {
    double[] at = get(point, name).values();
    double[] differences = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double middle = at[i];
      for (int step : new int[] {-2, -1, 1, 2}) {
        at[i] = middle + step * H;
        double[] output = new ReferenceNetwork(network, point, mode).forward(input(point)).values();
        for (int j = 0; j < output.length; j++) {
          double weight = (Math.abs(step) == 1 ? 8 : -1) * Math.signum(step) / (12 * H);
          differences[i] += weight * output[j] * cotangent.values()[j];
        }
      }
      at[i] = middle;
    }
    return differences;
  }

  private static Sequential network(Layer layer, TensorShape input) {
    return Sequential.builder("network").input(input).add(layer).build();
  }

  private static Set<String> trainable(Sequential network) {
    Set<String> names = new HashSet<>();
    names.add(ReferenceNetwork.INPUT);
    for (WeightSpec weight : network.weights(network.inputShape())) {
      if (weight.trainable()) {
        names.add(weight.name());
      }
    }
    return names;
  }

  private static Map<String, DoubleTensor> weights(Sequential network) {
    Map<String, DoubleTensor> weights = new LinkedHashMap<>();
    for (WeightSpec weight : network.weights(network.inputShape())) {
      DoubleTensor values = pattern(weight.shape(), 1.7 + 0.1 * weights.size());
      if (weight.name().endsWith("moving_variance")) {
        for (int i = 0; i < values.values().length; i++) {
          values.values()[i] = 0.3 + values.values()[i] * values.values()[i];
        }
      }
      weights.put(weight.name(), values);
    }
    return weights;
  }

  private static DoubleTensor pattern(TensorShape shape, double frequency) {
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.cos(frequency * i + 0.5);
    }
    return DoubleTensor.wrap(shape, values);
  }

  private static DoubleTensor input(Map<String, DoubleTensor> point) {
    return get(point, ReferenceNetwork.INPUT);
  }

  private static DoubleTensor get(Map<String, DoubleTensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }
}
