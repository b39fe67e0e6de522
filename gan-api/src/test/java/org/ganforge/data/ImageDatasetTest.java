package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

class ImageDatasetTest {
  private static final TensorShape PIXEL_PAIR = TensorShape.of(1, 2, 1);
  private static final List<String> NAMES = List.of("circle", "square", "triangle");

  private final ImageDataset plain =
      ImageDataset.of("shapes", PIXEL_PAIR, new byte[] {0, 51, 102, (byte) 255, 1, 2, 3, 4});
  private final ImageDataset labelled = plain.withLabels(new byte[] {2, 0, 2, 1}, NAMES);

  @Test
  void knowsItsContent() {
    assertThat(labelled.name()).isEqualTo("shapes");
    assertThat(labelled.count()).isEqualTo(4);
    assertThat(labelled.imageShape()).isEqualTo(PIXEL_PAIR);
    assertThat(labelled.classNames()).containsExactly("circle", "square", "triangle");
    assertThat(labelled.hasLabels()).isTrue();
    assertThat(labelled.label(3)).isEqualTo(1);
    assertThat(labelled).hasToString("shapes: 4 images [1, 2, 1]");
    assertThat(plain.hasLabels()).isFalse();
    assertThat(plain.classNames()).isEmpty();
  }

  @Test
  void labelsAreUnsigned() {
    ImageDataset many = plain.withLabels(new byte[] {0, 127, (byte) 128, (byte) 255}, List.of());
    assertThat(many.label(2)).isEqualTo(128);
    assertThat(many.ofClass(255).count()).isEqualTo(1);
  }

  @Test
  void givesImagesAsNumbers() {
    assertThat(plain.images(ValueRange.ZERO_TO_ONE, 1, 0))
        .isEqualTo(FloatTensor.of(TensorShape.of(2, 1, 2, 1), 0.4f, 1f, 0f, 0.2f));
    assertThat(plain.images(ValueRange.MINUS_ONE_TO_ONE, 1))
        .isEqualTo(FloatTensor.of(TensorShape.of(1, 1, 2, 1), -0.2f, 1f));
  }

  @Test
  void givesAllPixelsWithoutLettingThemBeChanged() {
    ByteBuffer pixels = labelled.pixels();
    assertThat(pixels.remaining()).isEqualTo(8);
    assertThat(pixels.get(3)).isEqualTo((byte) 255);
    assertThatThrownBy(() -> pixels.put(0, (byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
    pixels.position(5);
    assertThat(labelled.pixels().position()).isZero();
  }

  @Test
  void keepsItsOwnCopy() {
    byte[] pixels = {1, 2};
    byte[] labels = {0};
    ImageDataset one = ImageDataset.of("one", PIXEL_PAIR, pixels).withLabels(labels, NAMES);
    pixels[0] = 9;
    labels[0] = 1;
    assertThat(one.pixels().get(0)).isEqualTo((byte) 1);
    assertThat(one.label(0)).isZero();
  }

  @Test
  void takesTheFirstImagesWithTheirLabels() {
    ImageDataset two = labelled.first(2);
    assertThat(two.count()).isEqualTo(2);
    assertThat(two.pixels().remaining()).isEqualTo(4);
    assertThat(two.label(1)).isZero();
    assertThat(two.classNames()).isEqualTo(NAMES);
    assertThat(plain.first(2).hasLabels()).isFalse();
  }

  @Test
  void slicesASlice() {
    ImageDataset third = labelled.slice(1, 4).slice(1, 2);
    assertThat(third.count()).isEqualTo(1);
    assertThat(third.label(0)).isEqualTo(2);
    assertThat(third.images(ValueRange.ZERO_TO_ONE, 0).toArray())
        .containsExactly(1 / 255f, 2 / 255f);
  }

  @Test
  void takesTheImagesOfOneClass() {
    ImageDataset triangles = labelled.ofClass(2);
    assertThat(triangles.count()).isEqualTo(2);
    assertThat(triangles.label(1)).isEqualTo(2);
    assertThat(bytes(triangles.pixels())).containsExactly(0, 51, 1, 2);
  }

  @Test
  void choosesDistinctImagesBySeedAlone() {
    ImageDataset many = ImageDataset.of("many", TensorShape.of(1, 1, 1), new byte[1000]);
    int[] chosen = many.randomIndices(100, 7);
    assertThat(chosen).hasSize(100).doesNotHaveDuplicates();
    assertThat(Arrays.stream(chosen)).allMatch(i -> i >= 0 && i < 1000);
    assertThat(many.randomIndices(100, 7)).isEqualTo(chosen);
    assertThat(many.randomIndices(100, 8)).isNotEqualTo(chosen);
    assertThat(many.randomIndices(1000, 7)).hasSize(1000).doesNotHaveDuplicates();
    // Of 100 out of 1,000, 50 are expected in the first half, with a deviation of 4.7.
    assertThat(Arrays.stream(chosen).filter(i -> i < 500)).hasSizeBetween(30, 70);
  }

  @Test
  void rejectsChoosingMoreThanExist() {
    refused(
        () -> plain.randomIndices(5, 0),
        "data set shapes: expected at least 5 images to choose but found 4; choose fewer");
    refused(
        () -> plain.randomIndices(0, 0),
        "images to choose: expected a whole number of at least 1 but found 0; give 1 or more");
  }

  @Test
  void digestIsTheShaOfPixelsAndLabels() {
    byte[] all = {0, 51, 102, (byte) 255, 1, 2, 3, 4, 2, 0, 2, 1};
    assertThat(labelled.digest()).isEqualTo(IdxBytes.sha256(all));
    assertThat(labelled.slice(2, 3).digest()).isEqualTo(IdxBytes.sha256(new byte[] {1, 2, 2}));
    assertThat(plain.first(1).digest()).isEqualTo(IdxBytes.sha256(new byte[] {0, 51}));
  }

  @Test
  void rejectsANameThatCannotBeAFile() {
    refused(
        () -> ImageDataset.of("my cats", PIXEL_PAIR, new byte[2]),
        "data set's name: expected a name of letters, digits, '_', '.' and '-' that starts with a"
            + " letter or digit but found \"my cats\"; rename it");
  }

  @Test
  void rejectsImagesWithoutChannels() {
    refused(
        () -> ImageDataset.of("cats", TensorShape.of(28, 28), new byte[784]),
        "data set cats: expected an image shape [height, width, channels] but found [28, 28];"
            + " give grey images one channel, as in [28, 28, 1]");
  }

  @Test
  void rejectsHalfAnImage() {
    refused(
        () -> ImageDataset.of("cats", PIXEL_PAIR, new byte[5]),
        "data set cats: expected at least one image [1, 2, 1] of 2 bytes but found 5 bytes;"
            + " give whole images");
  }

  @Test
  void rejectsASetWithoutImages() {
    refused(
        () -> ImageDataset.of("cats", PIXEL_PAIR, new byte[0]),
        "data set cats: expected at least one image [1, 2, 1] of 2 bytes but found 0 bytes;"
            + " give whole images");
  }

  @Test
  void rejectsTooFewLabels() {
    refused(
        () -> plain.withLabels(new byte[3], NAMES),
        "data set shapes: expected 4 labels, one for each image but found 3;"
            + " give as many labels as images");
  }

  @Test
  void rejectsALabelWithoutAName() {
    refused(
        () -> plain.withLabels(new byte[] {0, 1, 3, 0}, NAMES),
        "data set shapes: expected labels below 3, the number of class names but found label 3 at"
            + " image 2; name every class, or none");
  }

  @Test
  void rejectsAskingForMissingLabels() {
    String message =
        "data set shapes: expected images with labels but found none; give them with withLabels";
    refused(() -> plain.label(0), message);
    refused(() -> plain.ofClass(0), message);
  }

  @Test
  void rejectsAClassThatDoesNotOccur() {
    refused(
        () -> labelled.first(3).ofClass(1),
        "data set shapes: expected one of the labels [0, 2] but found 1; choose one of them");
  }

  @Test
  void rejectsMoreImagesThanExist() {
    refused(
        () -> plain.first(5),
        "data set shapes: expected at least one of images 0 up to 4 but found 0 up to 5; choose"
            + " images in that range");
    refused(
        () -> plain.first(0),
        "data set shapes: expected at least one of images 0 up to 4 but found 0 up to 0; choose"
            + " images in that range");
    refused(
        () -> plain.slice(-1, 2),
        "data set shapes: expected at least one of images 0 up to 4 but found -1 up to 2; choose"
            + " images in that range");
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] all = new byte[buffer.remaining()];
    buffer.get(all);
    return all;
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }
}
