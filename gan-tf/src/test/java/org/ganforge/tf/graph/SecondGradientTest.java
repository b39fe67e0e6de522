package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.ganforge.KerasVersion;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Dense;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.GlobalMaxPooling2D;
import org.ganforge.layer.Layer;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.penalty.R1;
import org.ganforge.tf.golden.Tolerance;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.penalty.SecondGradients;
import org.ganforge.tf.variable.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The second-order gradients of every layer that penalties support. With the gradient g of the loss
 * {@code sum(c y + y^2 / 2)} of a layer's output y with respect to its input, these are the
 * gradients of {@code sum(k g)} with respect to input and weights. They are compared with
 * five-point differences of the first gradient of the ordinary tower, which {@link
 * FiniteDifferenceTest} tests.
 */
class SecondGradientTest {
  private static final float H = 1 / 32f;
  private static final Tolerance TOLERANCE = new Tolerance(1e-3, 1e-3);
  private static final Tolerance ROUNDING = new Tolerance(5e-6, 5e-6);

  static Stream<Arguments> cases() {
    return LayerCases.all().stream()
        .filter(one -> one.values() != LayerCase.Values.INDICES)
        .filter(one -> isTaken(one.layer()))
        .map(Arguments::of);
  }

  private static boolean isTaken(Layer layer) {
    return layer instanceof Model model
        ? model.layers().stream().allMatch(SecondGradients::covers)
        : SecondGradients.covers(layer);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void secondGradientsAreDifferencesOfFirstOnes(LayerCase layer) {
    check(layer);
  }

  @ParameterizedTest
  @EnumSource(ActivationFunction.class)
  void everyActivationHasSecondGradients(ActivationFunction function) {
    check(LayerCase.of("of 5", Activation.of(function), 5));
  }

  private static void check(LayerCase layer) {
    try (NetworkBench bench = NetworkBench.of(layer.layer(), layer.input(), KerasVersion.KERAS_3)) {
      Reads reads = bench.reads();
      Operand<TFloat32> input = bench.input();
      Map<Operand<TFloat32>, FloatTensor> point = new LinkedHashMap<>();
      point.put(input, layer.batch(2));
      List<Operand<TFloat32>> values = new ArrayList<>(List.of(input));
      Map<String, FloatTensor> weights = bench.weights();
      for (Variable variable : bench.trainable()) {
        values.add(reads.of(variable));
        point.put(reads.of(variable), WeightNames.get(weights, bench.weight(variable)));
      }
      Slope ordinary = Slope.of(bench, bench.tower(Mode.TRAINING, input, reads), input, point);
      Slope twice = Slope.of(bench, bench.towerOfPenalty(input, reads), input, point);
      List<FloatTensor> same =
          bench
              .graph()
              .fetch(
                  List.of(),
                  List.of(ordinary.output, twice.output, ordinary.gradient, twice.gradient),
                  point);
      ROUNDING.check("output", same.get(0), same.get(1));
      ROUNDING.check("first gradient", same.get(2), same.get(3));
      List<FloatTensor> found =
          bench.graph().fetch(List.of(), bench.graph().gradients(twice.sum, values), point);
      for (int i = 0; i < values.size(); i++) {
        TOLERANCE.check(
            "second gradient " + i,
            differences(bench.graph(), ordinary.sum, values.get(i), point),
            found.get(i));
      }
    }
  }

  /**
   * A tower's output, the gradient of its loss with respect to the input, and a weighted sum of
   * that.
   */
  private record Slope(
      Operand<TFloat32> output, Operand<TFloat32> gradient, Operand<TFloat32> sum) {
    static Slope of(
        NetworkBench bench,
        Tower tower,
        Operand<TFloat32> input,
        Map<Operand<TFloat32>, FloatTensor> point) {
      GraphBench graph = bench.graph();
      Ops tf = graph.tf();
      Operand<TFloat32> output = tower.output();
      Operand<TFloat32> half = tf.math.mul(output, tf.constant(0.5f));
      TensorShape shape = graph.fetch(output, point).shape();
      Operand<TFloat32> loss =
          graph.weightedSum(output, tf.math.add(half, graph.constant(pattern(shape, 2.3))));
      Operand<TFloat32> gradient = graph.gradients(loss, List.of(input)).get(0);
      TensorShape images = Objects.requireNonNull(point.get(input)).shape();
      return new Slope(
          output, gradient, graph.weightedSum(gradient, graph.constant(pattern(images, 1.1))));
    }
  }

  private static FloatTensor differences(
      GraphBench bench,
      Operand<TFloat32> sum,
      Operand<TFloat32> value,
      Map<Operand<TFloat32>, FloatTensor> point) {
    FloatTensor at = Objects.requireNonNull(point.get(value));
    float[] differences = new float[at.shape().size()];
    for (int i = 0; i < differences.length; i++) {
      double difference = 0;
      for (int step : new int[] {-2, -1, 1, 2}) {
        float[] moved = at.toArray();
        moved[i] += step * H;
        Map<Operand<TFloat32>, FloatTensor> there = new LinkedHashMap<>(point);
        there.put(value, FloatTensor.wrap(at.shape(), moved));
        double found = bench.fetch(sum, there).get(0);
        difference += (Math.abs(step) == 1 ? 8 : -1) * Math.signum(step) * found;
      }
      differences[i] = (float) (difference / (12 * H));
    }
    return FloatTensor.wrap(at.shape(), differences);
  }

  private static FloatTensor pattern(TensorShape shape, double pace) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(pace * i + 1);
    }
    return FloatTensor.wrap(shape, values);
  }

  /**
   * Relu's slope at 0 is 0, as in its own gradient; black images with biases of 0 are exactly
   * there.
   */
  @Test
  void aKinkHasTheSlopeOfTheOrdinaryTower() {
    try (NetworkBench bench =
        NetworkBench.of(
            Activation.of(ActivationFunction.RELU), TensorShape.of(3), KerasVersion.KERAS_3)) {
      Operand<TFloat32> input = bench.input();
      Reads reads = bench.reads();
      Map<Operand<TFloat32>, FloatTensor> zeros =
          Map.of(input, FloatTensor.wrap(TensorShape.of(1, 3), new float[3]));
      Operand<TFloat32> output = bench.towerOfPenalty(input, reads).output();
      Operand<TFloat32> sum = bench.graph().weightedSum(output, bench.graph().tf().constant(1f));
      Operand<TFloat32> slope = bench.graph().gradients(sum, List.of(input)).get(0);
      assertThat(bench.graph().fetch(slope, zeros).toArray()).containsOnly(0f);
    }
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            BatchNormalization.of(),
            "LayerNormalization or GroupNormalization, which keep images apart"),
        Arguments.of(DepthwiseConv2D.of(1), "Conv2D"),
        Arguments.of(GlobalMaxPooling2D.of(), "GlobalAveragePooling2D"),
        Arguments.of(MaxPooling2D.of(), "AveragePooling2D, or strides"),
        Arguments.of(SeparableConv2D.of(1, 1), "Conv2D"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void anyOtherLayerIsRefusedByNameWithWhatToUse(Layer layer, String instead) {
    Sequential inner =
        Sequential.of("inner", TensorShape.of(2, 2, 1), List.of(layer.withName("odd")));
    Sequential critic =
        Sequential.of("critic", TensorShape.of(2, 2, 1), List.of(inner, Flatten.of(), Dense.of(1)));
    assertThatThrownBy(() -> SecondGradients.check(critic, R1.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "critic/inner/odd: expected a layer whose gradient can be differentiated, which R1"
                + " needs, but found "
                + layer.type()
                + "; use "
                + instead
                + ", or leave the penalty out");
  }
}
