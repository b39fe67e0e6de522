package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.variable.Variable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Every rewrite against the plain form of the same layers: outputs and all gradients. */
class RewritesTest {
  private static final TensorShape IMAGE = TensorShape.of(5, 4, 3);

  static Stream<Arguments> rewritten() {
    List<Arguments> cases = new ArrayList<>();
    for (int factor : new int[] {2, 3}) {
      for (int kernel : new int[] {4, 5, 7}) {
        cases.add(arguments(factor, Conv2D.of(2, kernel).withPadding(Padding.SAME)));
        if (kernel != 4) {
          cases.add(arguments(factor, Conv2DTranspose.of(2, kernel).withPadding(Padding.SAME)));
        }
      }
    }
    cases.add(
        arguments(
            2,
            Conv2D.of(2, new Size2D(5, 7))
                .withPadding(Padding.SAME)
                .withUseBias(false)
                .withActivation(ActivationFunction.TANH)));
    cases.add(
        arguments(
            2,
            Conv2DTranspose.of(2, new Size2D(7, 5))
                .withPadding(Padding.SAME)
                .withUseBias(false)
                .withActivation(ActivationFunction.SIGMOID)));
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rewritten")
  void upSamplingWithAConvolutionIsEqualToItsFoldedForm(
      String name, UpSampling2D up, Layer convolution) {
    assertThat(Rewrites.all().match(List.of(up, convolution), IMAGE)).isPresent();
    assertSame(up, convolution);
  }

  static Stream<Arguments> plain() {
    return Stream.of(
        arguments(2, Conv2D.of(2, 3).withPadding(Padding.SAME)),
        arguments(2, Conv2D.of(2, 5)),
        arguments(2, Conv2D.of(2, 2).withPadding(Padding.SAME)),
        arguments(2, Conv2D.of(2, 5).withPadding(Padding.SAME).withStrides(2)),
        arguments(2, Conv2D.of(3, 5).withPadding(Padding.SAME).withGroups(3)),
        arguments(2, Conv2DTranspose.of(2, 5).withPadding(Padding.SAME).withStrides(2)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plain")
  void whatDoesNotPayOrFitStaysPlain(String name, UpSampling2D up, Layer convolution) {
    assertThat(Rewrites.all().match(List.of(up, convolution), IMAGE)).isEmpty();
    assertSame(up, convolution);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plain")
  void bilinearUpSamplingStaysPlain(String name, UpSampling2D up, Layer convolution) {
    UpSampling2D bilinear = up.withInterpolation(Interpolation.BILINEAR);
    assertThat(Rewrites.all().match(List.of(bilinear, convolution), IMAGE)).isEmpty();
  }

  private static Arguments arguments(int factor, Layer convolution) {
    UpSampling2D up = UpSampling2D.of().withSize(Size2D.of(factor));
    return Arguments.of(factor + " x " + convolution, up, convolution);
  }

  private static void assertSame(Layer up, Layer convolution) {
    List<FloatTensor> plain = pass(up, convolution, Rewrites.none());
    List<FloatTensor> faster = pass(up, convolution, Rewrites.all());
    assertThat(faster).hasSameSizeAs(plain);
    for (int i = 0; i < plain.size(); i++) {
      assertThat(faster.get(i).shape()).isEqualTo(plain.get(i).shape());
      float[] expected = plain.get(i).toArray();
      float[] actual = faster.get(i).toArray();
      for (int j = 0; j < expected.length; j++) {
        // Sums of some 150 products near 1 in another order: float32 keeps about six digits.
        assertThat(actual[j]).isCloseTo(expected[j], org.assertj.core.data.Offset.offset(1e-4f));
      }
    }
  }

  /** Returns output, gradient of the input and gradients of all weights. */
  private static List<FloatTensor> pass(Layer up, Layer convolution, Rewrites rewrites) {
    Sequential network =
        Sequential.builder("network").input(IMAGE).add(up).add(convolution).build();
    try (NetworkBench bench = new NetworkBench(network, KerasVersion.KERAS_3, rewrites)) {
      SplittableRandom random = new SplittableRandom(5);
      Map<String, FloatTensor> weights = new LinkedHashMap<>();
      bench.weights().forEach((name, value) -> weights.put(name, draw(random, value.shape())));
      bench.setWeights(weights);
      Operand<TFloat32> input = bench.input();
      Tower tower = bench.tower(Mode.TRAINING, input);
      FloatTensor batch = draw(random, IMAGE.times(2));
      FloatTensor cotangent = draw(random, network.outputShape().times(2));
      List<Operand<TFloat32>> values = new ArrayList<>(List.of(input));
      for (Variable variable : bench.trainable()) {
        values.add(Objects.requireNonNull(tower.reads().get(variable)));
      }
      Operand<TFloat32> loss =
          bench.graph().weightedSum(tower.output(), bench.graph().constant(cotangent));
      List<Operand<TFloat32>> fetches = new ArrayList<>(List.of(tower.output()));
      fetches.addAll(bench.graph().gradients(loss, values));
      return bench.graph().fetch(List.of(), fetches, Map.of(input, batch));
    }
  }

  private static FloatTensor draw(SplittableRandom random, TensorShape shape) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return FloatTensor.of(shape, values);
  }
}
