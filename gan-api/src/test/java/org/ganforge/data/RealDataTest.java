package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The published files, checked against published numbers about them. */
class RealDataTest {

  @Test
  void readsTheTrainingDigitsOfMnist() {
    ImageDataset mnist = RealData.load("mnist", Split.TRAIN);

    assertThat(mnist).hasToString("mnist: 60000 images [28, 28, 1]");
    assertThat(IntStream.range(0, 10).map(mnist::label))
        .containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    assertThat(counts(mnist))
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(mnist.ofClass(5).count()).isEqualTo(5421);
    // The mean and deviation that PyTorch's MNIST example normalises by.
    assertMoments(mnist, 0.1307, 0.3081);
  }

  @Test
  void readsTheTestDigitsOfMnist() {
    ImageDataset mnist = RealData.load("mnist", Split.TEST);

    assertThat(mnist).hasToString("mnist: 10000 images [28, 28, 1]");
    assertThat(IntStream.range(0, 5).map(mnist::label)).containsExactly(7, 2, 1, 0, 4);
    assertThat(counts(mnist))
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
  }

  @Test
  void readsTheClothesOfFashionMnist() {
    ImageDataset fashion = RealData.load("fashion-mnist", Split.TRAIN);

    assertThat(fashion).hasToString("fashion-mnist: 60000 images [28, 28, 1]");
    assertThat(fashion.classNames().get(fashion.label(0))).isEqualTo("Ankle boot");
    assertThat(counts(fashion)).containsOnly(6000);
    assertMoments(fashion, 0.2860, 0.3530);
  }

  @Test
  void readsTheTestClothes() {
    ImageDataset fashion = RealData.load("fashion-mnist", Split.TEST);

    assertThat(fashion).hasToString("fashion-mnist: 10000 images [28, 28, 1]");
    assertThat(counts(fashion)).containsOnly(1000);
  }

  /** The stand-in for EMNIST's letters, with the numbers from its page. */
  @Test
  void readsLettersInEmnistsLayout() {
    ImageDataset letters = RealData.load("emnist-letters", Split.TRAIN);

    assertThat(letters).hasToString("own-images: 50000 images [28, 28, 1]");
    assertThat(letters.classNames()).hasSize(26).startsWith("A", "B").endsWith("Z");
    assertThat(letters.ofClass(letters.classNames().indexOf("E")).count()).isEqualTo(4251);
    assertThat(letters.ofClass(letters.classNames().indexOf("K")).count()).isEqualTo(714);
    assertThat(RealData.load("emnist-letters", Split.TEST).count()).isEqualTo(8405);
  }

  /** Upright letters L and I are tall; transposed they would be wide. */
  @Test
  void lettersAreUpright() {
    ImageDataset letters = RealData.load("emnist-letters", Split.TRAIN);
    for (String tall : List.of("I", "L", "J")) {
      ImageDataset same = letters.ofClass(letters.classNames().indexOf(tall));
      assertThat(spread(same, true)).as(tall).isGreaterThan(1.5 * spread(same, false));
    }
  }

  /** Returns the variance of the ink's row, or column, over all images. */
  private static double spread(ImageDataset images, boolean ofRows) {
    ByteBuffer pixels = images.pixels();
    double ink = 0;
    double squares = 0;
    for (int i = 0; i < pixels.limit(); i++) {
      double place = (ofRows ? i % 784 / 28 : i % 28) - 13.5;
      ink += pixels.get(i) & 0xff;
      squares += (pixels.get(i) & 0xff) * place * place;
    }
    return squares / ink;
  }

  private static int[] counts(ImageDataset images) {
    int[] counts = new int[10];
    IntStream.range(0, images.count()).forEach(i -> counts[images.label(i)]++);
    return counts;
  }

  private static void assertMoments(ImageDataset images, double mean, double deviation) {
    ByteBuffer pixels = images.pixels();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < pixels.limit(); i++) {
      double value = ValueRange.ZERO_TO_ONE.toFloat(pixels.get(i) & 0xff);
      sum += value;
      squares += value * value;
    }
    double average = sum / pixels.limit();
    assertThat(average).isCloseTo(mean, within(5e-5));
    assertThat(Math.sqrt(squares / pixels.limit() - average * average))
        .isCloseTo(deviation, within(5e-5));
  }
}
