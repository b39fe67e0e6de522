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
        Arguments.of(TensorShape.of(4, 4, 96), 5, Padding.SAME),
        Arguments.of(TensorShape.of(2, 2, 192), 3, Padding.SAME),
        Arguments.of(TensorShape.of(14, 14, 96), 5, Padding.VALID));
  }

  /** A plain convolution of this size keeps six digits of the seven that a float32 has. */
  @ParameterizedTest(name = "{0}, kernel {1}, {2}")
  @MethodSource("rounded")
  void roundsLessThanThreeTimesAsMuchAsAPlainOne(TensorShape image, int size, Padding padding) {
    Conv2D conv = Conv2D.of(image.dim(2), size).withPadding(padding).withUseBias(false);
    assertThat(Rewrites.all().match(List.of(conv), image)).isPresent();
    SplittableRandom random = new SplittableRandom(5);
    FloatTensor batch = draw(random, image.times(BATCH));
    FloatTensor kernel = draw(random, TensorShape.of(size, size, image.dim(2), image.dim(2)));
    double[] exact = convolve(batch, kernel, padding == Padding.SAME ? (size - 1) / 2 : 0, conv);

    double plain = error(run(conv, image, batch, kernel, Rewrites.none()), exact);
    double winograd = error(run(conv, image, batch, kernel, Rewrites.all()), exact);
    assertThat(plain).isLessThan(1e-6);
    assertThat(winograd).isLessThan(3 * plain);
  }

  static Stream<List<Layer>> plain() {
    Conv2D conv = Conv2D.of(96, 3).withPadding(Padding.SAME);
    return Stream.of(
        List.of(conv.withStrides(2)),
        List.of(conv.withDilationRate(2)),
        List.of(conv.withGroups(2)),
        List.of(Conv2D.of(96, 1)),
        List.of(Conv2D.of(96, new Size2D(3, 1)).withPadding(Padding.SAME)),
        List.of(Conv2D.of(96, 7).withPadding(Padding.SAME)),
        List.of(Conv2D.of(8, 3).withPadding(Padding.SAME)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plain")
  void whatHasNoFewerProductsStaysPlain(List<Layer> layers) {
    assertThat(Rewrites.all().match(layers, TensorShape.of(14, 14, 96))).isEmpty();
  }

  @Test
  void isForFloat32OnACpuOnly() {
    List<Layer> conv = List.of(Conv2D.of(96, 3).withPadding(Padding.SAME));
    TensorShape image = TensorShape.of(14, 14, 96);
    assertThat(Rewrites.all().on(false, false).match(conv, image)).isPresent();
    assertThat(Rewrites.all().on(true, false).match(conv, image)).isEmpty();
    assertThat(Rewrites.all().on(false, true).match(conv, image)).isEmpty();
    assertThat(Rewrites.none().on(false, false).match(conv, image)).isEmpty();
  }

  @Test
  void upSamplingIsFoldedOnAGpuToo() {
    List<Layer> layers = List.of(UpSampling2D.of(), Conv2D.of(96, 5).withPadding(Padding.SAME));
    TensorShape image = TensorShape.of(7, 7, 96);
    assertThat(Rewrites.all().on(true, false).match(layers, image)).isPresent();
    assertThat(Rewrites.all().on(false, true).match(layers, image)).isPresent();
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
