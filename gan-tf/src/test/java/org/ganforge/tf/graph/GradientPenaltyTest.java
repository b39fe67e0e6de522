package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.TensorShape;
import org.ganforge.penalty.GradientPenalty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The gradient penalty against double-precision arithmetic, and its refusals. */
class GradientPenaltyTest {
  private static final int INPUTS = 3;
  private static final int UNITS = 4;
  private static final double SLOPE = 0.25;

  private static final Sequential CRITIC =
      Sequential.builder("critic")
          .input(INPUTS)
          .add(Dense.of(UNITS))
          .add(LeakyReLU.of(SLOPE))
          .add(Dense.of(1))
          .build();

  static Stream<GradientPenalty> penalties() {
    return Stream.of(
        GradientPenalty.of(),
        GradientPenalty.of().withWeight(3).withTarget(0),
        GradientPenalty.of().withTarget(0.5).withOneSided(true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("penalties")
  void isThatOfDoublePrecision(GradientPenalty penalty) {
    try (NetworkBench bench = new NetworkBench(CRITIC, KerasVersion.KERAS_3)) {
      bench.setWeights(Map.of("dense/bias", tensor(1, 0.3f, UNITS)));
      PenaltyBench penalized = new PenaltyBench(bench, CRITIC);
      Operand<TFloat32> value = penalized.add(penalty);
      List<Operand<TFloat32>> fetches = new ArrayList<>(List.of(value, penalized.judged()));
      fetches.addAll(penalized.gradients(value));
      List<FloatTensor> found =
          bench
              .graph()
              .fetch(
                  List.of(),
                  fetches,
                  Map.of(
                      penalized.real(), tensor(2, 1, 5, INPUTS),
                      penalized.fake(), tensor(3, 1, 4, INPUTS)));
      Arithmetic expected = new Arithmetic(penalty, bench.weights(), found.get(1));
      assertThat((double) found.get(0).get(0)).isCloseTo(expected.value, within(1e-5));
      assertClose(found.get(2), expected.ofKernel);
      assertClose(found.get(3), new double[UNITS]);
      assertClose(found.get(4), expected.ofLast);
      assertClose(found.get(5), new double[1]);
    }
  }

  /**
   * There are as many as images in the smaller batch, each at its own point between its two images.
   */
  @Test
  void interpolatesLieBetweenTheirTwoImages() {
    try (NetworkBench bench = new NetworkBench(CRITIC, KerasVersion.KERAS_3)) {
      PenaltyBench penalized = new PenaltyBench(bench, CRITIC);
      penalized.add(GradientPenalty.of());
      FloatTensor real = tensor(2, 1, 5, INPUTS);
      FloatTensor fake = tensor(3, 1, 4, INPUTS);
      FloatTensor between =
          bench
              .graph()
              .fetch(penalized.judged(), Map.of(penalized.real(), real, penalized.fake(), fake));
      assertThat(between.count()).isEqualTo(4);
      List<Double> shares = new ArrayList<>();
      for (int row = 0; row < 4; row++) {
        double share = share(real, fake, between, row * INPUTS);
        assertThat(share).isBetween(0.0, 1.0);
        for (int i = 1; i < INPUTS; i++) {
          assertThat(share(real, fake, between, row * INPUTS + i)).isCloseTo(share, within(1e-3));
        }
        shares.add(share);
      }
      assertThat(shares).doesNotHaveDuplicates();
    }
  }

  private static double share(FloatTensor real, FloatTensor fake, FloatTensor between, int i) {
    return (between.get(i) - fake.get(i)) / (real.get(i) - fake.get(i));
  }

  /** The root of 0 has no finite gradient, but a critic with no gradient at all is not an error. */
  @Test
  void aCriticWithoutAGradientHasAFinitePenalty() {
    try (NetworkBench bench = new NetworkBench(CRITIC, KerasVersion.KERAS_3)) {
      bench.setWeights(
          Map.of("dense_1/kernel", FloatTensor.wrap(TensorShape.of(UNITS, 1), new float[UNITS])));
      PenaltyBench penalized = new PenaltyBench(bench, CRITIC);
      Operand<TFloat32> value = penalized.add(GradientPenalty.of());
      List<Operand<TFloat32>> fetches = new ArrayList<>(List.of(value));
      fetches.addAll(penalized.gradients(value));
      FloatTensor images = tensor(2, 1, 4, INPUTS);
      List<FloatTensor> found =
          bench
              .graph()
              .fetch(
                  List.of(), fetches, Map.of(penalized.real(), images, penalized.fake(), images));
      assertThat(found.get(0).get(0)).isEqualTo(10f);
      assertClose(found.get(3), new double[UNITS]);
    }
  }

  /**
   * The penalty of a critic with one hidden layer, and its gradients with respect to both kernels.
   */
  private static final class Arithmetic {
    private double value;
    private final double[] ofKernel = new double[INPUTS * UNITS];
    private final double[] ofLast = new double[UNITS];

    Arithmetic(GradientPenalty penalty, Map<String, FloatTensor> weights, FloatTensor images) {
      FloatTensor kernel = WeightNames.get(weights, "dense/kernel");
      FloatTensor bias = WeightNames.get(weights, "dense/bias");
      FloatTensor last = WeightNames.get(weights, "dense_1/kernel");
      int count = images.count();
      for (int row = 0; row < count; row++) {
        double[] slopes = new double[UNITS];
        double[] gradient = new double[INPUTS];
        for (int u = 0; u < UNITS; u++) {
          double sum = bias.get(u);
          for (int i = 0; i < INPUTS; i++) {
            sum += (double) images.get(row * INPUTS + i) * kernel.get(i * UNITS + u);
          }
          slopes[u] = sum > 0 ? 1 : SLOPE;
          for (int i = 0; i < INPUTS; i++) {
            gradient[i] += slopes[u] * kernel.get(i * UNITS + u) * last.get(u);
          }
        }
        double norm = Math.sqrt(java.util.Arrays.stream(gradient).map(g -> g * g).sum());
        double beyond = norm - penalty.target();
        beyond = penalty.oneSided() ? Math.max(0, beyond) : beyond;
        value += penalty.weight() * beyond * beyond / count;
        for (int u = 0; u < UNITS; u++) {
          for (int i = 0; i < INPUTS; i++) {
            double of = 2 * penalty.weight() * beyond / norm * gradient[i] * slopes[u] / count;
            ofKernel[i * UNITS + u] += of * last.get(u);
            ofLast[u] += of * kernel.get(i * UNITS + u);
          }
        }
      }
    }
  }

  private static void assertClose(FloatTensor found, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found.get(i)).isCloseTo(expected[i], within(2e-5));
    }
  }

  private static FloatTensor tensor(int seed, float reach, int... dims) {
    TensorShape shape = TensorShape.of(dims);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = reach * (float) Math.sin(1.7 * i + seed);
    }
    return FloatTensor.wrap(shape, values);
  }
}
