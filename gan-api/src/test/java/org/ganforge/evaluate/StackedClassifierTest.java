package org.ganforge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.StackedDigits;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

/** A digit is two pixels here; the first has a different shade for each digit. */
class StackedClassifierTest {
  private static final TensorShape SHAPE = TensorShape.of(2, 1, 1);
  private final ImageDataset digits = digits();
  private final ImageDataset stacked = StackedDigits.of(digits, 12_000, 3);
  private final ImageClassifier classifier = StackedClassifier.of(new Shades(), stacked);

  private static ImageDataset digits() {
    byte[] pixels = new byte[2 * 10];
    int[] labels = IntStream.range(0, 10).toArray();
    for (int digit : labels) {
      pixels[2 * digit] = (byte) (20 * digit);
    }
    return ImageDataset.of("shades", SHAPE, pixels).withLabels(labels, List.of());
  }

  @Test
  void seesADigitInEachChannel() {
    assertThat(classifier.classNames()).isEqualTo(stacked.classNames());
    assertThat(classifier.imageShape()).isEqualTo(TensorShape.of(2, 1, 3));
    assertThat(classifier.accuracy(stacked)).isEqualTo(1);
  }

  @Test
  void countsOneHundredModesIfTheImagesHaveOneHundred() {
    int[] labels = classifier.classify(stacked);
    int[] few = IntStream.of(labels).filter(label -> label % 10 == 4).toArray();

    ClassCoverage coverage = ClassCoverage.of(classifier.classNames(), few);
    assertThat(IntStream.of(few).distinct()).hasSize(100);
    assertThat(coverage.covered()).isEqualTo(100);
    assertThat(coverage.missing()).hasSize(900);
    // Each of the 100 has about 12 images, so slightly more than with equal shares.
    assertThat(coverage.divergenceFromUniform()).isBetween(Math.log(10), Math.log(10) + 0.2);
    assertThat(ClassCoverage.of(stacked).divergenceFromUniform()).isLessThan(0.2);
  }

  /** The second pixel of one channel marks that it shows nothing. */
  @Test
  void anImageWithAChannelThatShowsNoDigitShowsNoClass() {
    FloatTensor images = shades(2, 20, 60, 180, 0, 0, 0, 20, 60, 180, 0, 255, 0);

    assertThat(classifier.classify(images, ValueRange.ZERO_TO_ONE))
        .containsExactly(139, ImageClassifier.NONE);
  }

  @Test
  void probabilitiesAreProductsAndFeaturesAreConcatenated() {
    FloatTensor one = shades(1, 0, 100, 180, 0, 0, 0);

    FloatTensor probabilities = classifier.probabilities(one, ValueRange.ZERO_TO_ONE);
    assertThat(probabilities.shape()).isEqualTo(TensorShape.of(1, 1000));
    assertThat(probabilities.get(59)).isCloseTo(0.91f * 0.91f * 0.91f, within(1e-6f));
    assertThat(probabilities.get(50)).isCloseTo(0.91f * 0.91f * 0.01f, within(1e-6f));
    assertThat(classifier.features(one, ValueRange.ZERO_TO_ONE))
        .isEqualTo(FloatTensor.of(TensorShape.of(1, 6), 0, 0, 100 / 255f, 0, 180 / 255f, 0));
  }

  private static FloatTensor shades(int count, int... bytes) {
    float[] values = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] / 255f;
    }
    return FloatTensor.of(TensorShape.of(count, 2, 1, 3), values);
  }

  @Test
  void hasItsOwnDigest() {
    assertThat(classifier.digest()).hasSize(64).isNotEqualTo(new Shades().digest());
  }

  @Test
  void refusesImagesOfAnotherShape() {
    assertThatThrownBy(
            () ->
                classifier.classify(
                    FloatTensor.of(TensorShape.of(1, 2), 0, 0), ValueRange.ZERO_TO_ONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "images: expected a batch of images [2, 1, 3], as the classifier was trained on but"
                + " found [1, 2]; train a classifier on images of that shape");
  }

  /** Reads the digit from the first pixel, and is unsure if the second is bright. */
  private static final class Shades implements ImageClassifier {
    @Override
    public List<String> classNames() {
      return IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    }

    @Override
    public String digest() {
      return "0".repeat(64);
    }

    @Override
    public TensorShape imageShape() {
      return SHAPE;
    }

    @Override
    public FloatTensor probabilities(FloatTensor images, ValueRange range) {
      float[] values = new float[10 * images.count()];
      for (int i = 0; i < values.length; i++) {
        boolean isBright = images.get(i / 10 * 2 + 1) > 0;
        int digit = Math.round(images.get(i / 10 * 2) * 255 / 20);
        values[i] = isBright ? 0.1f : digit == i % 10 ? 0.91f : 0.01f;
      }
      return FloatTensor.wrap(TensorShape.of(images.count(), 10), values);
    }

    @Override
    public FloatTensor features(FloatTensor images, ValueRange range) {
      return FloatTensor.of(TensorShape.of(images.count(), 2), images.toArray());
    }

    @Override
    public void close() {}
  }
}
