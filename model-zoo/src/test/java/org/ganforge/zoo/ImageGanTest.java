package org.ganforge.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.objective.Hinge;
import org.ganforge.optimizer.Adam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageGanTest {
  static List<TensorShape> noPictures() {
    return List.of(
        TensorShape.of(64),
        TensorShape.of(64, 64),
        TensorShape.of(7, 64, 3),
        TensorShape.of(64, 129, 3),
        TensorShape.of(64, 64, 2),
        TensorShape.of(64, 64, 4));
  }

  private static void assertFits(int height, int width) {
    for (int channels : List.of(1, 3)) {
      TensorShape shape = TensorShape.of(height, width, channels);
      Gan gan = ImageGan.of("pictures", shape, 1000);
      assertThat(gan.generator().outputShape()).isEqualTo(shape);
      assertThat(gan.discriminator().inputShape()).isEqualTo(shape);
    }
  }

  @Test
  void everyHeightAndWidthGivesNetworksOfThatShape() {
    for (int height = 8; height <= 128; height += 8) {
      for (int width = 12; width <= 128; width += 8) {
        assertFits(height, width);
      }
    }
  }

  @Test
  void aSideNeedNotBeAMultipleOfAnything() {
    for (int side = 8; side <= 128; side++) {
      assertFits(side, side);
    }
  }

  private static Gan square(int side) {
    return ImageGan.of("pictures", TensorShape.of(side, side, 3), 1000);
  }

  private static long doublings(Gan gan) {
    return gan.generator().layers().stream().filter(UpSampling2D.class::isInstance).count();
  }

  @Test
  void largerPicturesHaveAsManySizesOrMore() {
    assertThat(IntStream.rangeClosed(8, 128).mapToObj(side -> doublings(square(side))))
        .isSorted()
        .startsWith(1L)
        .endsWith(5L);
  }

  /** So that an iteration on a large picture stays affordable. */
  @Test
  void noPictureNeedsManyMoreWeightsThanAnother() {
    for (int side = 8; side <= 128; side++) {
      assertThat(square(side).generator().parameterCount()).as("%s", side).isLessThan(730_000);
      assertThat(square(side).discriminator().parameterCount()).as("%s", side).isLessThan(180_000);
    }
    Gan strip = ImageGan.of("strip", TensorShape.of(8, 128, 3), 1000);
    assertThat(strip.generator().parameterCount()).isLessThan(3_300_000);
  }

  /** Counted by hand: kernels, biases, and four numbers for each normalized channel. */
  @Test
  void hasTheDocumentedNetworksForSixtyFourPixels() {
    Gan gan = square(64);
    assertThat(gan.generator().parameterCount())
        .isEqualTo(
            100 * 4 * 4 * 128
                + 9 * (128 * 64 + 64 * 32 + 32 * 16 + 16 * 3)
                + 3
                + 4 * (128 + 64 + 32 + 16));
    assertThat(gan.discriminator().parameterCount())
        .isEqualTo(
            16 * (3 * 16 + 16 * 32 + 32 * 64 + 64 * 128)
                + (16 + 32 + 64 + 128)
                + (4 * 4 * 128 + 1));
    assertThat(gan.objective()).isEqualTo(Hinge.of());
    assertThat(gan.generatorOptimizer()).isEqualTo(Adam.of(4e-4).withBeta1(0.5));
    assertThat(gan.discriminatorOptimizer()).isEqualTo(gan.generatorOptimizer());
    assertThat(gan.plan().batchSize()).isEqualTo(32);
    assertThat(gan.reference().summary())
        .isEqualTo("Pictures [64, 64, 3] by a convolutional GAN with the hinge loss");
  }

  @ParameterizedTest
  @CsvSource({"1, 2000, 50", "66, 2000, 50", "200, 6000, 150", "667, 20000, 500"})
  void fewPicturesAreNotMemorized(int count, long iterations, long gridEvery) {
    Gan gan = ImageGan.of("pictures", TensorShape.of(32, 32, 1), count);
    assertThat(gan.plan().iterations()).isEqualTo(iterations);
    assertThat(gan.recording().gridEvery()).isEqualTo(gridEvery);
  }

  @Test
  void morePicturesThanTwentyThousandIterationsShowAreFine() {
    Gan gan = ImageGan.of("pictures", TensorShape.of(32, 32, 1), Integer.MAX_VALUE);
    assertThat(gan.plan().iterations()).isEqualTo(20_000);
  }

  @ParameterizedTest
  @MethodSource("noPictures")
  void anyOtherShapeIsRefused(TensorShape shape) {
    assertThatThrownBy(() -> ImageGan.of("pictures", shape, 1000))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "image shape: expected [height, width, channels] with sides of 8 to 128 pixels and 1 or"
                + " 3 channels but found "
                + shape
                + "; choose another size, or write your own spec");
  }

  @Test
  void noPicturesAtAllAreRefused() {
    assertThatThrownBy(() -> ImageGan.of("pictures", TensorShape.of(64, 64, 3), 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("count: expected a whole number of at least 1 but found 0; give 1 or more");
  }

  @Test
  void aSpecOfItIsReadBackTheSame() {
    Stream.of(TensorShape.of(28, 28, 1), TensorShape.of(100, 60, 3))
        .map(shape -> ImageGan.of("pictures", shape, 1000))
        .forEach(gan -> assertThat(GanJson.read(GanJson.write(gan))).isEqualTo(gan));
  }
}
