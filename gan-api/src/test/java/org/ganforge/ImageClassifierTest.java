package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganforge.ImageClassifier.NONE;

import java.util.List;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

/** A classifier that only sees whether the single pixel of an image is bright, dark or neither. */
class ImageClassifierTest {
  private static final ImageClassifier BRIGHTNESS = new Brightness(1);

  @Test
  void namesTheMostProbableClass() {
    assertThat(classify(0f, 1f, 0.2f, 0.9f)).containsExactly(0, 1, 0, 1);
  }

  @Test
  void namesTheFirstOfEquallyProbableClasses() {
    assertThat(classify(0.5f)).containsExactly(0);
  }

  @Test
  void namesNoneIfNoClassIsAsProbableAsAllElse() {
    assertThat(classify(new Brightness(0.8f), 0f, 0.5f, 1f)).containsExactly(0, NONE, 1);
    // 0.625 of 0.8 is 0.5, and just below is less.
    assertThat(classify(new Brightness(0.8f), 0.625f, 0.62f)).containsExactly(1, NONE);
    assertThat(classify(new Brightness(0.25f), 0f, 0.5f, 1f)).containsExactly(NONE, NONE, NONE);
  }

  @Test
  void imagesThatShowNoneAreNotRight() {
    ImageDataset images =
        ImageDataset.of("dots", TensorShape.of(1, 1, 1), new byte[] {0, 127, -1, -1})
            .withLabels(new byte[] {0, 0, 1, 0}, List.of());
    assertThat(new Brightness(0.9f).classify(images)).containsExactly(0, NONE, 1, 1);
    assertThat(new Brightness(0.9f).accuracy(images)).isEqualTo(0.5);
  }

  @Test
  void accuracyIsTheShareOfRightLabels() {
    // Bright, dark, bright, dark, ...: three of four labels are right.
    int count = 1_204;
    byte[] pixels = new byte[count];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = (byte) (i % 2 == 0 ? 255 : 0);
      labels[i] = (byte) (i % 4 == 3 ? 1 : 1 - i % 2);
    }
    ImageDataset images =
        ImageDataset.of("dots", TensorShape.of(1, 1, 1), pixels).withLabels(labels, List.of());

    assertThat(BRIGHTNESS.accuracy(images)).isEqualTo(0.75);
    assertThat(BRIGHTNESS.accuracy(images.first(3))).isEqualTo(1.0);
  }

  private static int[] classify(float... pixels) {
    return classify(BRIGHTNESS, pixels);
  }

  private static int[] classify(ImageClassifier classifier, float... pixels) {
    FloatTensor images = FloatTensor.of(TensorShape.of(pixels.length, 1, 1, 1), pixels);
    return classifier.classify(images, ValueRange.ZERO_TO_ONE);
  }

  /**
   * Assigns every image to one of the classes with the same probability.
   *
   * @param some that probability
   */
  private record Brightness(float some) implements ImageClassifier {
    @Override
    public List<String> classNames() {
      return List.of("dark", "bright");
    }

    @Override
    public String digest() {
      return "0".repeat(64);
    }

    @Override
    public TensorShape imageShape() {
      return TensorShape.of(1, 1, 1);
    }

    @Override
    public FloatTensor features(FloatTensor images, ValueRange range) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FloatTensor probabilities(FloatTensor images, ValueRange range) {
      float[] values = new float[2 * images.count()];
      for (int i = 0; i < images.count(); i++) {
        values[2 * i] = some * (1 - images.get(i));
        values[2 * i + 1] = some * images.get(i);
      }
      return FloatTensor.wrap(TensorShape.of(images.count(), 2), values);
    }

    @Override
    public void close() {}
  }
}
