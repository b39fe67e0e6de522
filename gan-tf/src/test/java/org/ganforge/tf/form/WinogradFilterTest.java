package org.ganforge.tf.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.ganforge.layer.Padding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WinogradFilterTest {
  @ParameterizedTest(name = "{0} pixels, {1} taps, {2} zeros before, {3} places")
  @CsvSource({
    "2, 3, 1, 2, 3",
    "2, 5, 2, 2, 3",
    "3, 3, 1, 3, 5",
    "4, 3, 1, 4, 6",
    "4, 4, 1, 4, 9",
    "4, 5, 2, 4, 9",
    "4, 9, 4, 4, 9",
    "7, 3, 1, 7, 12",
    "7, 2, 0, 7, 10",
    "14, 3, 1, 14, 24",
    "14, 5, 0, 10, 30",
    "9, 4, 0, 6, 12"
  })
  void isTheConvolutionItself(int pixels, int taps, int before, int places, int products) {
    Axis axis = new Axis(pixels, places, taps, 1, before);
    WinogradFilter filter = WinogradFilter.of(axis).orElseThrow();
    assertThat(filter.size()).isEqualTo(products);

    SplittableRandom random = new SplittableRandom(3);
    double[] image = random.doubles(pixels, -1, 1).toArray();
    double[] kernel = random.doubles(taps, -1, 1).toArray();
    double[] sums = times(filter.input(), image);
    double[] tapSums = times(filter.kernel(), kernel);
    for (int i = 0; i < sums.length; i++) {
      sums[i] *= tapSums[i / filter.tiles()];
    }
    double[] output = times(filter.output(), sums);

    for (int place = 0; place < places; place++) {
      double expected = 0;
      for (int tap = 0; tap < taps; tap++) {
        int pixel = place + tap - before;
        expected += pixel >= 0 && pixel < pixels ? kernel[tap] * image[pixel] : 0;
      }
      // The matrices contain a sixth, which float32 rounds.
      assertThat(output[place]).isCloseTo(expected, Offset.offset(1e-6));
    }
  }

  @Test
  void aKernelThatNeedsMorePointsOrMovesFurtherOrHasOneTapHasNone() {
    assertThat(WinogradFilter.of(Axis.of(Padding.SAME, 14, 3, 2))).isEmpty();
    assertThat(WinogradFilter.of(Axis.of(Padding.SAME, 4, 1, 1))).isEmpty();
    assertThat(WinogradFilter.of(Axis.of(Padding.SAME, 28, 6, 1))).isEmpty();
  }

  private static double[] times(float[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }
}
