package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Where convolutions take their Winograd form, and what it rounds; RewritesTest has the rest. */
class WinogradConvolutionTest {
  private static final int BATCH = 2;

  static Stream<Arguments> rounded() {
    return Stream.of(
        Arguments.of(TensorShape.of(7, 7, 96), 3, Padding.SAME),
        Arguments.of(TensorShape.of(4, 4, 160), 5, Padding.SAME),
        Arguments.of(TensorShape.of(2, 2, 192), 3, Padding.SAME),
        Arguments.of(TensorShape.of(14, 14, 96), 5, Padding.VALID));
  }

  /** Of the seven that a float32 has; a plain one keeps about six. */
  @ParameterizedTest(name = "{0}, kernel {1}, {2}")
  @MethodSource("rounded")
  void keepsFiveAndAHalfDigitsOfATypicalOutput(TensorShape image, int size, Padding padding) {
    Conv2D conv = Conv2D.of(image.dim(2), size).withPadding(padding).withUseBias(false);
    assertThat(Rewrites.all().match(List.of(conv), image)).isPresent();
    SplittableRandom random = new SplittableRandom(5);
    FloatTensor batch = draw(random, image.times(BATCH));
    FloatTensor kernel = draw(random, TensorShape.of(size, size, image.dim(2), image.dim(2)));
    double[] exact = convolve(batch, kernel, padding == Padding.SAME ? (size - 1) / 2 : 0, conv);

    double plain = error(run(conv, image, batch, kernel, Rewrites.none()), exact);
    double winograd = error(run(conv, image, batch, kernel, Rewrites.all()), exact);
    assertThat(plain).isLessThan(2e-6);
    assertThat(winograd).isLessThan(3e-6);
  }

  static Stream<Arguments> plain() {
    Conv2D conv = Conv2D.of(96, 3).withPadding(Padding.SAME);
    TensorShape image = TensorShape.of(14, 14, 96);
    return Stream.of(
        Arguments.of("stride", image, conv.withStrides(2)),
        Arguments.of("dilation", image, conv.withDilationRate(2)),
        Arguments.of("groups", image, conv.withGroups(2)),
        Arguments.of("one tap", image, Conv2D.of(96, new Size2D(3, 1)).withPadding(Padding.SAME)),
        Arguments.of("many points", image, Conv2D.of(96, 7).withPadding(Padding.SAME)),
        Arguments.of("few filters", image, Conv2D.of(24, 3).withPadding(Padding.SAME)),
        Arguments.of("long axis", TensorShape.of(2, 33, 96), conv),
        Arguments.of("many sums", TensorShape.of(28, 28, 160), conv),
        Arguments.of(
            "many sums of taps",
            TensorShape.of(14, 14, 512),
            Conv2D.of(512, 3).withPadding(Padding.SAME)),
        Arguments.of(
            "taps that reach nothing",
            TensorShape.of(4, 4, 96),
            Conv2D.of(96, 15).withPadding(Padding.SAME)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plain")
  void whatWouldBeSlowerOrTooLargeHasNoWinogradForm(String why, TensorShape image, Conv2D conv) {
    assertThat(products(List.of(conv), image, Rewrites.all())).isZero();
  }

  static Stream<List<Layer>> winograd() {
    Conv2D conv = Conv2D.of(96, 3).withPadding(Padding.SAME);
    return Stream.of(
        List.of(conv), List.of(UpSampling2D.of(), Conv2D.of(96, 5).withPadding(Padding.SAME)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("winograd")
  void isForFloat32OnACpuOnly(List<Layer> layers) {
    TensorShape image = TensorShape.of(7, 7, 96);
    SessionSettings float32 = new SessionSettings(1, 1, ComputeType.FLOAT32, true);
    SessionSettings bfloat16 = new SessionSettings(1, 1, ComputeType.BFLOAT16, true);
    assertThat(products(layers, image, float32.suited(Rewrites.all()))).isPositive();
    assertThat(products(layers, image, bfloat16.suited(Rewrites.all()))).isZero();
    assertThat(products(layers, image, Rewrites.all().withoutWinograd())).isZero();
    assertThat(products(layers, image, Rewrites.none())).isZero();
  }

  @Test
  void itsGradientsAreProductsOfTheSameKind() {
    Conv2D conv = Conv2D.of(96, 3).withPadding(Padding.SAME);
    Sequential network = Sequential.of("network", TensorShape.of(7, 7, 96), List.of(conv));
    try (NetworkBench bench = new NetworkBench(network, KerasVersion.KERAS_3, Rewrites.all())) {
      Operand<TFloat32> input = bench.input();
      Operand<TFloat32> output = bench.tower(Mode.TRAINING, input).output();
      GraphBench graph = bench.graph();
      graph.gradients(graph.weightedSum(output, output), List.of(input));
      // oneDNN knows the second version only.
      assertThat(graph.types()).contains("BatchMatMulV2").doesNotContain("BatchMatMulV3");
    }
  }

  private static long products(List<Layer> layers, TensorShape image, Rewrites rewrites) {
    Sequential network = Sequential.of("network", image, layers);
    try (NetworkBench bench = new NetworkBench(network, KerasVersion.KERAS_3, rewrites)) {
      bench.tower(Mode.TRAINING, bench.input());
      return bench.graph().types().stream().filter("BatchMatMulV2"::equals).count();
    }
  }

  private static float[] run(
      Conv2D conv, TensorShape image, FloatTensor batch, FloatTensor kernel, Rewrites rewrites) {
    Sequential network = Sequential.of("network", image, List.of(conv));
    try (NetworkBench bench = new NetworkBench(network, KerasVersion.KERAS_3, rewrites)) {
      bench.setWeights(Map.of("conv2d/kernel", kernel));
      Operand<TFloat32> input = bench.input();
      Operand<TFloat32> output = bench.tower(Mode.TRAINING, input).output();
      return bench.graph().fetch(List.of(), List.of(output), Map.of(input, batch)).get(0).toArray();
    }
  }

  /** Returns the convolution in double precision, place by place. */
  private static double[] convolve(FloatTensor batch, FloatTensor kernel, int before, Conv2D conv) {
    TensorShape image = batch.shape();
    int channels = image.dim(3);
    int size = kernel.shape().dim(0);
    TensorShape output =
        conv.outputShape(TensorShape.of(image.dim(1), image.dim(2), channels)).times(BATCH);
    double[] sums = new double[output.size()];
    float[] pixels = batch.toArray();
    float[] taps = kernel.toArray();
    for (int place = 0; place < sums.length; place++) {
      int filter = place % output.dim(3);
      int column = place / output.dim(3) % output.dim(2);
      int row = place / output.dim(3) / output.dim(2) % output.dim(1);
      int example = place / output.dim(3) / output.dim(2) / output.dim(1);
      for (int tap = 0; tap < size * size; tap++) {
        int y = row + tap / size - before;
        int x = column + tap % size - before;
        if (y >= 0 && y < image.dim(1) && x >= 0 && x < image.dim(2)) {
          int pixel = ((example * image.dim(1) + y) * image.dim(2) + x) * channels;
          for (int c = 0; c < channels; c++) {
            sums[place] +=
                (double) pixels[pixel + c] * taps[(tap * channels + c) * output.dim(3) + filter];
          }
        }
      }
    }
    return sums;
  }

  /** Returns the root of the mean square of the errors, as a share of that of the values. */
  private static double error(float[] values, double[] exact) {
    double errors = 0;
    double squares = 0;
    for (int i = 0; i < exact.length; i++) {
      errors += (values[i] - exact[i]) * (values[i] - exact[i]);
      squares += exact[i] * exact[i];
    }
    return Math.sqrt(errors / squares);
  }

  private static FloatTensor draw(SplittableRandom random, TensorShape shape) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return FloatTensor.of(shape, values);
  }
}
