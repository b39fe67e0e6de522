package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.ELU;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.GlobalMaxPooling2D;
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.variable.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Every rewrite against the plain form of the same layers: outputs and all gradients. */
class RewritesTest {
  private static final TensorShape IMAGE = TensorShape.of(5, 4, 3);

  private static final Rewrites JOINED = Rewrites.of(FormTable.products());
  private static final Rewrites APART = Rewrites.of(FormTable.plain());

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
            Conv2D.of(2, Size2D.of(5, 7))
                .withPadding(Padding.SAME)
                .withUseBias(false)
                .withActivation(ActivationFunction.TANH)));
    cases.add(
        arguments(
            2,
            Conv2DTranspose.of(2, Size2D.of(7, 5))
                .withPadding(Padding.SAME)
                .withUseBias(false)
                .withActivation(ActivationFunction.SIGMOID)));
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rewritten")
  void upSamplingWithAConvolutionIsEqualToItsFoldedForm(
      String name, UpSampling2D up, Layer convolution) {
    assertThat(JOINED.match(List.of(up, convolution), IMAGE)).isPresent();
    assertSame(IMAGE, List.of(up, convolution));
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
  void layersThatDoNotFitOrPayOffStayPlain(String name, UpSampling2D up, Layer convolution) {
    assertThat(JOINED.match(List.of(up, convolution), IMAGE)).isEmpty();
    assertSame(IMAGE, List.of(up, convolution));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plain")
  void bilinearUpSamplingStaysPlain(String name, UpSampling2D up, Layer convolution) {
    UpSampling2D bilinear = up.withInterpolation(Interpolation.BILINEAR);
    assertThat(JOINED.match(List.of(bilinear, convolution), IMAGE)).isEmpty();
  }

  static Stream<Layer> neverFalling() {
    return Stream.of(
        Activation.of(ActivationFunction.TANH),
        Activation.of(ActivationFunction.RELU),
        Activation.of(ActivationFunction.SIGMOID),
        Activation.of(ActivationFunction.SOFTPLUS),
        Activation.of(ActivationFunction.SOFTSIGN),
        Activation.of(ActivationFunction.SELU),
        Activation.of(ActivationFunction.EXPONENTIAL),
        LeakyReLU.of(0.2),
        ELU.of());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("neverFalling")
  void anActivationBeforeMaxPoolingIsEqualToOneAfterIt(Layer activation) {
    for (MaxPooling2D pool :
        List.of(
            MaxPooling2D.of(),
            MaxPooling2D.of()
                .withPoolSize(Size2D.of(3))
                .withStrides(Size2D.of(2))
                .withPadding(Padding.SAME),
            MaxPooling2D.of().withStrides(Size2D.of(1)))) {
      assertThat(JOINED.match(List.of(activation, pool), IMAGE)).isPresent();
      assertSame(IMAGE, List.of(activation, pool, Conv2D.of(2, 1)));
    }
  }

  static Stream<Layer> falling() {
    return Stream.of(
        Activation.of(ActivationFunction.GELU),
        Activation.of(ActivationFunction.SILU),
        Activation.of(ActivationFunction.SOFTMAX),
        Dropout.of(0.5));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("falling")
  void aFunctionThatMayFallStaysBeforeMaxPooling(Layer layer) {
    assertThat(JOINED.match(List.of(layer, MaxPooling2D.of()), IMAGE)).isEmpty();
  }

  static Stream<List<Layer>> scores() {
    Activation sigmoid = Activation.of(ActivationFunction.SIGMOID);
    Conv2D last = Conv2D.of(1, Size2D.of(5, 4)).withActivation(ActivationFunction.SIGMOID);
    return Stream.of(
        List.of(Flatten.of(), Dense.of(1).withActivation(ActivationFunction.SIGMOID)),
        List.of(Flatten.of(), Dense.of(1), sigmoid),
        List.of(last, Flatten.of()),
        List.of(Conv2D.of(1, 3), sigmoid, GlobalAveragePooling2D.of()),
        List.of(Conv2D.of(1, 3), sigmoid, GlobalMaxPooling2D.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scores")
  void aProbabilityEqualsItsFormForReducedPrecision(List<Layer> layers) {
    assertSame(IMAGE, layers, APART, APART.withWideProbabilities());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scores")
  void aProbabilityHasAnotherFormOnlyForReducedPrecision(List<Layer> layers) {
    assertThat(forms(layers, APART)).isZero();
    assertThat(forms(layers, APART.withWideProbabilities())).isEqualTo(1);
  }

  @Test
  void otherOutputsHaveNoOtherFormForReducedPrecision() {
    Dense sigmoid = Dense.of(4).withActivation(ActivationFunction.SIGMOID);
    assertThat(
            forms(
                List.of(Flatten.of(), sigmoid, sigmoid, Reshape.of(2, 2)),
                APART.withWideProbabilities()))
        .isZero();
  }

  /** Returns how many of the layers have another form. */
  private static long forms(List<Layer> layers, Rewrites rewrites) {
    TensorShape shape = IMAGE;
    long forms = 0;
    for (int i = 0; i < layers.size(); i++) {
      forms += rewrites.match(layers.subList(i, layers.size()), shape).stream().count();
      shape = layers.get(i).outputShape(shape);
    }
    return forms;
  }

  private static Arguments arguments(int factor, Layer convolution) {
    UpSampling2D up = UpSampling2D.of().withSize(Size2D.of(factor));
    return Arguments.of(factor + " x " + convolution, up, convolution);
  }

  private static void assertSame(TensorShape image, List<Layer> layers) {
    assertSame(image, layers, APART, JOINED);
  }

  private static void assertSame(
      TensorShape image, List<Layer> layers, Rewrites some, Rewrites others) {
    List<FloatTensor> plain = pass(image, layers, some);
    List<FloatTensor> faster = pass(image, layers, others);
    assertThat(faster).hasSameSizeAs(plain);
    for (int i = 0; i < plain.size(); i++) {
      assertThat(faster.get(i).shape()).isEqualTo(plain.get(i).shape());
      float[] expected = plain.get(i).toArray();
      float[] actual = faster.get(i).toArray();
      for (int j = 0; j < expected.length; j++) {
        // Sums of a few thousand products near 1 in another order: float32 keeps about six digits.
        float rounding = Math.max(1e-4f, 5e-6f * Math.abs(expected[j]));
        assertThat(actual[j]).isCloseTo(expected[j], Offset.offset(rounding));
      }
    }
  }

  /** Returns output, gradient of the input and gradients of all weights. */
  private static List<FloatTensor> pass(TensorShape image, List<Layer> layers, Rewrites rewrites) {
    Sequential network = Sequential.of("network", image, layers);
    try (NetworkBench bench = new NetworkBench(network, KerasVersion.KERAS_3, rewrites)) {
      SplittableRandom random = new SplittableRandom(5);
      Map<String, FloatTensor> weights = new LinkedHashMap<>();
      bench.weights().forEach((name, value) -> weights.put(name, draw(random, value.shape())));
      bench.setWeights(weights);
      Operand<TFloat32> input = bench.input();
      Tower tower = bench.tower(Mode.TRAINING, input);
      FloatTensor batch = draw(random, image.times(2));
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
