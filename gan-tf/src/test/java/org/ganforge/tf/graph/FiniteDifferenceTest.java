package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.golden.Tolerance;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.variable.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Every layer's first-order gradients, with respect to its input and each trainable weight, against
 * finite differences of its output.
 *
 * <p>The difference is the five-point one, {@code (8 (f(x + h) - f(x - h)) - f(x + 2h) + f(x - 2h))
 * / 12h}, exact up to the fourth derivative, with {@code h = 1/32}. Its error is that of float32
 * outputs, about 1e-6 in their sum, divided by h, plus {@code h^4 / 30 = 3e-8} times the fifth
 * derivative: both well below the tolerance. The inputs are further than 2h from every kink.
 */
class FiniteDifferenceTest {
  private static final float H = 1 / 32f;
  private static final int EXAMPLES = 3;
  private static final Tolerance TOLERANCE = new Tolerance(5e-4, 1e-3);

  @Test
  void everyLayerHasACase() {
    assertThat(LayerCases.missing()).isEmpty();
  }

  static Stream<Arguments> training() {
    return LayerCases.all().stream().map(Arguments::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("training")
  void training(LayerCase layer) {
    check(layer, Mode.TRAINING, KerasVersion.KERAS_3);
  }

  /** The generator is trained through frozen layers; only normalization is different in them. */
  static Stream<Arguments> frozen() {
    return LayerCases.all().stream()
        .filter(c -> c.layer() instanceof org.ganforge.layer.BatchNormalization)
        .flatMap(c -> Stream.of(KerasVersion.values()).map(k -> Arguments.of(c, k)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("frozen")
  void frozen(LayerCase layer, KerasVersion keras) {
    check(layer, Mode.FROZEN, keras);
  }

  /** A loss of two towers, as with a penalty: a tower with separate reads would add nothing. */
  @Test
  void twoTowersThatShareTheirReadsAddToTheSameGradients() {
    Sequential network =
        Sequential.builder("network")
            .input(3)
            .add(Dense.of(4).withActivation(ActivationFunction.TANH))
            .add(Dense.of(2))
            .build();
    try (NetworkBench bench = new NetworkBench(network, KerasVersion.KERAS_3)) {
      bench.setWeights(weights(bench));
      Reads reads = bench.reads();
      Operand<TFloat32> one = bench.input();
      Operand<TFloat32> other = bench.input();
      Operand<TFloat32> outputs =
          bench
              .graph()
              .tf()
              .concat(
                  List.of(
                      bench.tower(Mode.TRAINING, one, reads).output(),
                      bench.tower(Mode.TRAINING, other, reads).output()),
                  bench.graph().tf().constant(0));
      Map<Operand<TFloat32>, FloatTensor> point = new LinkedHashMap<>();
      point.put(one, pattern(TensorShape.of(EXAMPLES, 3), 0.7));
      point.put(other, pattern(TensorShape.of(EXAMPLES, 3), 1.3));
      Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
      Map<String, FloatTensor> weights = bench.weights();
      for (Variable variable : bench.trainable()) {
        values.put(bench.weight(variable), reads.of(variable));
        point.put(reads.of(variable), WeightNames.get(weights, bench.weight(variable)));
      }
      compare(bench.graph(), outputs, values, point);
    }
  }

  private static void check(LayerCase layer, Mode mode, KerasVersion keras) {
    try (NetworkBench bench = NetworkBench.of(layer.layer(), layer.input(), keras)) {
      bench.setWeights(weights(bench));
      Operand<TFloat32> input = bench.input();
      Tower tower = bench.tower(mode, input);
      Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
      Map<Operand<TFloat32>, FloatTensor> point = new LinkedHashMap<>();
      point.put(input, layer.batch(EXAMPLES));
      if (layer.values() != LayerCase.Values.INDICES) {
        values.put("input", input);
      }
      Map<String, FloatTensor> weights = bench.weights();
      for (Variable variable : bench.trainable()) {
        Operand<TFloat32> read = Objects.requireNonNull(tower.reads().get(variable));
        values.put(bench.weight(variable), read);
        point.put(read, WeightNames.get(weights, bench.weight(variable)));
      }
      compare(bench.graph(), tower.output(), values, point);
    }
  }

  private static void compare(
      GraphBench bench,
      Operand<TFloat32> output,
      Map<String, Operand<TFloat32>> values,
      Map<Operand<TFloat32>, FloatTensor> point) {
    FloatTensor cotangent = pattern(bench.fetch(output, point).shape(), 2.3);
    Operand<TFloat32> loss = bench.weightedSum(output, bench.constant(cotangent));
    List<Operand<TFloat32>> gradients = bench.gradients(loss, new ArrayList<>(values.values()));
    List<FloatTensor> actual = bench.fetch(List.of(), gradients, point);
    int place = 0;
    for (Map.Entry<String, Operand<TFloat32>> value : values.entrySet()) {
      FloatTensor expected = differences(bench, output, cotangent, value.getValue(), point);
      TOLERANCE.check("gradient of " + value.getKey(), expected, actual.get(place++));
    }
  }

  private static FloatTensor differences(
      GraphBench bench,
      Operand<TFloat32> output,
      FloatTensor cotangent,
      Operand<TFloat32> value,
      Map<Operand<TFloat32>, FloatTensor> point) {
    FloatTensor at = Objects.requireNonNull(point.get(value));
    float[] differences = new float[at.shape().size()];
    for (int i = 0; i < differences.length; i++) {
      double difference = 0;
      for (int step : new int[] {-2, -1, 1, 2}) {
        Map<Operand<TFloat32>, FloatTensor> moved = new LinkedHashMap<>(point);
        moved.put(value, moved(at, i, step * H));
        double sum = product(bench.fetch(output, moved), cotangent);
        difference += (Math.abs(step) == 1 ? 8 : -1) * Math.signum(step) * sum;
      }
      differences[i] = (float) (difference / (12 * H));
    }
    return FloatTensor.wrap(at.shape(), differences);
  }

  private static FloatTensor moved(FloatTensor at, int index, float by) {
    float[] values = at.toArray();
    values[index] += by;
    return FloatTensor.wrap(at.shape(), values);
  }

  /** In double precision, so that the sum adds no error. */
  private static double product(FloatTensor a, FloatTensor b) {
    double sum = 0;
    for (int i = 0; i < a.shape().size(); i++) {
      sum += (double) a.get(i) * b.get(i);
    }
    return sum;
  }

  /** Weights of both signs, variances above 0. */
  private static Map<String, FloatTensor> weights(NetworkBench bench) {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    for (Variable variable : bench.variables()) {
      FloatTensor values = pattern(variable.shape(), 1.7 + 0.1 * weights.size());
      boolean variance = variable.name().endsWith("moving_variance");
      weights.put(bench.weight(variable), variance ? squares(values) : values);
    }
    return weights;
  }

  private static FloatTensor pattern(TensorShape shape, double frequency) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.cos(frequency * i + 0.5);
    }
    return FloatTensor.wrap(shape, values);
  }

  private static FloatTensor squares(FloatTensor values) {
    float[] squares = values.toArray();
    for (int i = 0; i < squares.length; i++) {
      squares[i] = 0.3f + squares[i] * squares[i];
    }
    return FloatTensor.wrap(values.shape(), squares);
  }
}
