package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.ganforge.error.InvalidInputException;
import org.ganforge.picture.Drawn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStreamTest {
  @TempDir private Path dir;

  private static byte[] image(ImageSource images, int index) {
    byte[] bytes = new byte[images.imageShape().size()];
    images.copy(index, bytes, 0);
    return bytes;
  }

  private static byte[] batch(ImageSource images, int... indices) {
    int size = images.imageShape().size();
    byte[] bytes = new byte[indices.length * size];
    for (int i = 0; i < indices.length; i++) {
      images.copy(indices[i], bytes, i * size);
    }
    return bytes;
  }

  /** Six pictures of 8 x 4 pixels; red is the picture's number, green the pixel's column. */
  private ImageFiles six() {
    for (int i = 0; i < 6; i++) {
      BufferedImage picture = new BufferedImage(8, 4, BufferedImage.TYPE_INT_RGB);
      for (int k = 0; k < 32; k++) {
        picture.setRGB(k % 8, k / 8, (40 * i) << 16 | (30 * (k % 8)) << 8 | 60 * (k / 8));
      }
      ImageFolders.write(dir.resolve("six/" + i + ".png"), Drawn.encoded(picture, "png"));
    }
    return ImageFiles.of(dir.resolve("six")).withSize(4, 8).withChannels(3);
  }

  @Test
  void aStreamHasTheSameImagesAsMemory() throws IOException {
    Path folder = ImageFolders.threeClasses(dir.resolve("set"));
    Path zip = ImageFolders.zip(folder, dir.resolve("packed.zip"));
    ImageDataset memory = ImageFiles.of(folder).withSize(16).withChannels(3).read().images();
    for (Path path : List.of(folder, zip)) {
      StreamedImages opened = ImageFiles.of(path).withSize(16).withChannels(3).stream();
      try (ImageStream stream = opened.images()) {
        assertThat(stream.count()).isEqualTo(ImageFolders.GOOD);
        assertThat(stream.classNames()).containsExactly("blue", "green", "red");
        for (int i = 0; i < stream.count(); i++) {
          assertThat(image(stream, i)).isEqualTo(image(memory, i));
          assertThat(stream.label(i)).isEqualTo(memory.label(i));
        }
        assertThat(stream.images(ValueRange.ZERO_TO_ONE, 4, 0))
            .isEqualTo(memory.images(ValueRange.ZERO_TO_ONE, 4, 0));
        assertThat(image(stream.slice(2, 5).slice(1, 3), 1)).isEqualTo(image(memory, 4));
        assertThat(image(stream.ofClass(2).first(2), 1)).isEqualTo(image(memory, 7));
        assertThat(opened.skipped().count()).isEqualTo(2);
        assertThat(opened.form()).hasToString("16 x 16 RGB: as requested");
      }
    }
  }

  @Test
  void itsDigestIsThatOfItsFilesAndItsForm() throws IOException {
    ImageFiles files = six();
    Path zip = ImageFolders.zip(dir.resolve("six"), dir.resolve("six.zip"));
    try (ImageStream one = files.stream().images();
        ImageStream packed = ImageFiles.of(zip).withSize(4, 8).withChannels(3).stream().images();
        ImageStream smaller = files.withSize(4).stream().images()) {
      assertThat(one).hasToString("six: 6 images [4, 8, 3], streamed");
      assertThat(packed.digest()).isEqualTo(one.digest());
      assertThat(smaller.digest()).isNotEqualTo(one.digest());
      assertThat(one.first(5).digest()).isNotEqualTo(one.digest());
      assertThat(one.first(6).digest()).isEqualTo(one.digest());
      assertThat(one.withAugmentation(Augmentation.none().withFlips(true)).digest())
          .isNotEqualTo(one.digest());
      ImageFolders.write(
          dir.resolve("six/3.png"), Drawn.encoded(Drawn.plain(8, 4, 0x010203), "png"));
      try (ImageStream changed = files.stream().images()) {
        assertThat(changed.digest()).isNotEqualTo(one.digest());
      }
    }
  }

  @Test
  void batchesFollowFromTheirNumbers() {
    try (ImageStream stream = six().stream().images();
        ImagesAhead ahead = ImagesAhead.of(stream, ImageStreamTest::order, 7)) {
      for (long number : new long[] {0, 1, 2, 3, 10, 11, 2, 3, 0}) {
        assertThat(ahead.take(number)).isEqualTo(batch(stream, order(number)));
      }
    }
    try (ImageStream stream = six().stream().images();
        ImagesAhead ahead = ImagesAhead.of(stream, ImageStreamTest::order, 7);
        ImagesAhead other = ImagesAhead.of(ahead, ImageStreamTest::order, 7);
        ImagesAhead single = ImagesAhead.withoutLookingAhead(ahead, ImageStreamTest::order, 7)) {
      assertThat(ahead.take(3)).isEqualTo(batch(stream, order(3)));
      assertThat(other.take(3)).isEqualTo(batch(stream, order(3)));
      assertThat(single.take(4)).isEqualTo(batch(stream, order(4)));
      assertThat(single.take(9)).isEqualTo(batch(stream, order(9)));
    }
  }

  private static int[] order(long number) {
    return new int[] {(int) (number % 6), (int) ((number * 5 + 2) % 6), 3};
  }

  @Test
  void decodingAheadIsBounded() {
    ImageFiles files = six().withSize(1024);
    AtomicInteger asked = new AtomicInteger();
    try (ImageStream stream = files.stream().images();
        ImagesAhead ahead =
            ImagesAhead.of(
                stream,
                number -> {
                  asked.incrementAndGet();
                  return new int[] {0, 1, 2, 3, 4, 5};
                },
                7)) {
      // 6 images of 3 MiB: 64 MiB hold three such batches.
      ahead.take(0);
      assertThat(asked).hasValue(3);
      ahead.take(1);
      ahead.take(2);
      assertThat(asked).hasValue(5);
    }
  }

  @Test
  void takingTheLastBatchAgainDecodesNothing() {
    List<Long> decoded = new ArrayList<>();
    LongFunction<int[]> order =
        number -> {
          decoded.add(number);
          return order(number);
        };
    try (ImageStream stream = six().stream().images();
        ImagesAhead once = ImagesAhead.of(stream, order, 7);
        ImagesAhead twice = ImagesAhead.of(once, order, 7);
        ImagesAhead single = ImagesAhead.withoutLookingAhead(once, order, 7)) {
      for (long number = 0; number < 3; number++) {
        once.take(number);
      }
      List<Long> withoutRepeats = List.copyOf(decoded);
      assertThat(withoutRepeats).hasSize(64 + 2).doesNotHaveDuplicates();
      decoded.clear();
      for (long number = 0; number < 3; number++) {
        byte[] first = twice.take(number);
        assertThat(twice.take(number)).isSameAs(first).isEqualTo(batch(stream, order(number)));
      }
      assertThat(decoded).isEqualTo(withoutRepeats);
      decoded.clear();
      assertThat(single.take(5)).isSameAs(single.take(5));
      assertThat(decoded).containsExactly(5L);
    }
  }

  private static List<byte[]> taken(ImageStream stream, long seed, long from, long to) {
    List<byte[]> batches = new ArrayList<>();
    try (ImagesAhead ahead =
        ImagesAhead.of(stream, number -> new int[] {0, 1, 2, 3, 4, 5, 0, 1, 2, 3}, seed)) {
      for (long number = from; number < to; number++) {
        batches.add(ahead.take(number));
      }
    }
    return batches;
  }

  @Test
  void changesAreAFunctionOfSeedAndNumber() {
    try (ImageStream plain = six().stream().images()) {
      ImageStream stream = plain.withAugmentation(new Augmentation(true, 0.75));
      List<byte[]> all = taken(stream, 7, 0, 6);
      List<byte[]> later = taken(stream, 7, 3, 6);
      for (int i = 0; i < 3; i++) {
        assertThat(later.get(i)).isEqualTo(all.get(3 + i));
      }
      assertThat(taken(stream, 8, 0, 1).get(0)).isNotEqualTo(all.get(0));
      assertThat(all.get(1)).isNotEqualTo(all.get(0));
    }
  }

  /**
   * Of 400 fair coins, 140 to 260 show heads, except once in 10^8 times; the seed is fixed anyway.
   */
  @Test
  void halfOfTheImagesAreFlipped() {
    try (ImageStream plain = six().stream().images()) {
      ImageStream stream = plain.withAugmentation(Augmentation.none().withFlips(true));
      int flipped = 0;
      for (byte[] batch : taken(stream, 1, 0, 40)) {
        for (int i = 0; i < 10; i++) {
          byte[] image = Arrays.copyOfRange(batch, i * 96, (i + 1) * 96);
          byte[] original = image(plain, i % 6);
          if (!Arrays.equals(image, original)) {
            flipped++;
            for (int k = 0; k < 96; k++) {
              int x = k / 3 % 8;
              assertThat(image[k]).isEqualTo(original[k + 3 * (7 - 2 * x)]);
            }
          }
        }
      }
      assertThat(flipped).isBetween(140, 260);
    }
  }

  /** Green rises by 30 per column: half of the columns, stretched, rise by 15. */
  @Test
  void aCropIsAPartOfThePicture() {
    try (ImageStream plain = six().withFilter(ResizeFilter.AREA).stream().images()) {
      ImageStream stream = plain.withAugmentation(Augmentation.none().withCrop(0.5));
      int least = 255;
      int most = 0;
      for (byte[] batch : taken(stream, 1, 0, 40)) {
        int left = batch[1] & 0xff;
        int right = batch[3 * 7 + 1] & 0xff;
        assertThat(right - left).isBetween(7 * 15 - 16, 7 * 15 + 16);
        least = Math.min(least, left);
        most = Math.max(most, right);
      }
      assertThat(least).isLessThan(12);
      assertThat(most).isGreaterThan(198);
    }
  }

  @Test
  void aMissingPictureFailsTheBatch() throws IOException {
    try (ImageStream stream = six().stream().images()) {
      Files.delete(dir.resolve("six/3.png"));
      try (ImagesAhead ahead = ImagesAhead.of(stream, ImageStreamTest::order, 7)) {
        assertThatThrownBy(() -> ahead.take(0))
            .isInstanceOf(InvalidInputException.class)
            .hasMessage(
                dir.resolve("six")
                    + " 3.png: expected the picture that was there when the stream was opened but"
                    + " found no such file or directory; put it back, or open the stream again");
      }
    }
  }

  /** Reading a picture a second time would fail, since it is gone. */
  @Test
  void aPictureIsDecodedOnce() throws IOException {
    ImageFiles files = six();
    try (ImageStream stream = files.stream().images()) {
      ImageStream flipped = stream.withAugmentation(Augmentation.none().withFlips(true));
      ImageStream cropped = stream.withAugmentation(Augmentation.none().withCrop(0.5));
      List<byte[]> batches = taken(flipped, 7, 0, 2);
      ImageDataset memory = files.read().images();
      Files.delete(dir.resolve("six/3.png"));

      assertThat(taken(flipped, 7, 0, 2))
          .usingElementComparator(Arrays::compare)
          .isEqualTo(batches);
      assertThat(taken(stream.slice(2, 6), i -> new int[] {1, 3})).isEqualTo(batch(memory, 3, 5));
      assertThatThrownBy(() -> taken(cropped, 7, 0, 1))
          .hasMessageContaining("3.png: expected the picture that was there");
    }
  }

  private static byte[] taken(ImageStream stream, LongFunction<int[]> order) {
    try (ImagesAhead ahead = ImagesAhead.of(stream, order, 7)) {
      return ahead.take(0);
    }
  }

  @Test
  void aTarAndArraysAreStreamedLikeTheyAreRead() throws IOException {
    Path folder = ImageFolders.threeClasses(dir.resolve("set"));
    Path tar = ImageFolders.tar(folder, dir.resolve("set.tar"));
    Path idx = Files.write(dir.resolve("a.idx"), IdxBytes.images(4));
    for (Path path : List.of(tar, idx)) {
      ImageFiles files = ImageFiles.of(path).withSize(16).withChannels(3);
      try (ImageStream stream = files.stream().images()) {
        assertThat(stream.inMemory().digest()).isEqualTo(files.read().images().digest());
      }
    }
  }

  @Test
  void aClosedStreamSaysSo() throws IOException {
    ImageFiles folder = six();
    Path zip = ImageFolders.zip(dir.resolve("six"), dir.resolve("six.zip"));
    for (ImageFiles files : List.of(folder, ImageFiles.of(zip).withSize(4, 8).withChannels(3))) {
      ImageStream stream = files.stream().images();
      ImageStream slice = stream.slice(0, 2);
      stream.close();
      assertThatThrownBy(() -> image(slice, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the stream of " + files.path() + " is closed; read its images before it is closed");
    }
  }

  @Test
  void compressedArchivesAreNotStreamed() throws IOException {
    six();
    Path tar = ImageFolders.tar(dir.resolve("six"), dir.resolve("six.tar.gz"));
    assertThatThrownBy(() -> ImageFiles.of(tar).stream())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            tar
                + ": expected pictures to stream, in a folder, a zip or an unpacked tar file, or a"
                + " .npy file but found a packed tar file, which can only be read from its start;"
                + " unpack it, or read it into memory");
  }

  @Test
  void changesAreChecked() {
    assertThatThrownBy(() -> new Augmentation(false, 0))
        .hasMessage(
            "augmentation crop: expected a number above 0 but found 0; give a number above 0");
    assertThatThrownBy(() -> new Augmentation(false, 1.5))
        .hasMessage(
            "augmentation crop: expected a number from 0 to 1 but found 1.5; choose one in that"
                + " range");
    try (ImageStream whole = six().withFraming(Framing.FIT).stream().images()) {
      assertThatThrownBy(() -> whole.withAugmentation(new Augmentation(true, 0.9)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "augmentation crop: expected 1, since pictures are fitted whole, but found 0.9; use"
                  + " another framing");
      assertThatThrownBy(() -> whole.label(0))
          .hasMessage(
              "data set six: expected images with labels but found none; put each class into its"
                  + " own folder");
      assertThatThrownBy(() -> whole.slice(3, 9))
          .hasMessage(
              "data set six: expected at least one of images 0 up to 6 but found 3 up to 9; choose"
                  + " images in that range");
    }
  }
}
