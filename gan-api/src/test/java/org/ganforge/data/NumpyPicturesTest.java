package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.ganforge.picture.Drawn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumpyPicturesTest {
  @TempDir private Path dir;

  /** Returns a file like numpy.save's, version 1.0. */
  private static byte[] npy(String descr, String shape, byte[] body) {
    String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    String header = text + " ".repeat(128 - 10 - text.length() - 1) + "\n";
    ByteBuffer file = ByteBuffer.allocate(128 + body.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1);
    file.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    return file.put(body).array();
  }

  private static byte[] floats(ByteOrder order, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    return bytes.array();
  }

  private static byte[] ascending(int count) {
    return IdxBytes.ascending(count);
  }

  private Path file(byte[] npy) throws IOException {
    return Files.write(dir.resolve("set.npy"), npy);
  }

  private static byte[] all(ImageDataset images) {
    byte[] all = new byte[images.pixels().remaining()];
    images.pixels().get(all);
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"5, 4, 8; 4; 8; 1", "5, 4, 8, 1; 4; 8; 1", "5, 32; 0; 0; 0", "5, 16; 4; 4; 1"})
  void bytesStayUnchanged(String shape, int height, int width, int channels) throws IOException {
    int size = shape.equals("5, 16") ? 80 : 160;
    Path file = file(npy("|u1", shape, ascending(size)));
    if (height == 0) {
      assertRefused(
          () -> ImageFiles.of(file).read(),
          file
              + ": expected bytes or other numbers of the shape [count, height, width] or [count,"
              + " height, width, channels] but found u1 [5, 32]; save images of 1 or 3 channels, as"
              + " uint8");
      return;
    }
    ImageDataset images =
        ImageFiles.of(file).withSize(height, width).withChannels(1).read().images();
    assertThat(images.imageShape()).isEqualTo(TensorShape.of(height, width, channels));
    assertThat(all(images)).isEqualTo(ascending(size));
    assertThat(images.name()).isEqualTo("set");
    assertStreamed(ImageFiles.of(file).withSize(height, width).withChannels(1));
  }

  @Test
  void channelsMayComeFirst() throws IOException {
    Path file = file(npy("|u1", "2, 3, 5, 5", ascending(150)));
    ImageDataset images = ImageFiles.of(file).withSize(5).withChannels(3).read().images();
    for (int i = 0; i < 150; i++) {
      int image = i / 75;
      int channel = i % 3;
      int pixel = i % 75 / 3;
      assertThat(all(images)[i]).isEqualTo((byte) (75 * image + 25 * channel + pixel));
    }
    assertStreamed(ImageFiles.of(file).withSize(5).withChannels(3));
  }

  /** Asserts that a stream has the same images as reading them. */
  private static void assertStreamed(ImageFiles files) {
    try (ImageStream stream = files.stream().images()) {
      for (int i = stream.count() - 1; i >= 0; i--) {
        byte[] image = new byte[stream.imageShape().size()];
        byte[] read = image.clone();
        stream.copy(i, image, 0);
        files.read().images().copy(i, read, 0);
        assertThat(image).isEqualTo(read);
      }
    }
  }

  @Test
  void numbersInAUsualRangeBecomeBytes() throws IOException {
    double[] unit = {0, 1, 0.5, 0.2};
    Path file = file(npy("<f4", "1, 2, 2", floats(ByteOrder.LITTLE_ENDIAN, unit)));
    ImageFiles files = ImageFiles.of(file).withSize(2).withChannels(1);
    assertThat(all(files.read().images())).containsExactly(0, 255, 128, 51);
    assertStreamed(files);
    file(npy(">f4", "1, 2, 2", floats(ByteOrder.BIG_ENDIAN, -1, 1, 0, 0.2)));
    assertThat(all(files.read().images())).containsExactly(0, 255, 128, 153);
    file(npy(">f4", "1, 2, 2", floats(ByteOrder.BIG_ENDIAN, 0, 255, 2.4, 2.6)));
    assertThat(all(files.read().images())).containsExactly(0, 255, 2, 3);
    file(npy("|b1", "1, 2, 2", new byte[] {0, 1, 1, 0}));
    assertThat(all(files.read().images())).containsExactly(0, 255, 255, 0);
    file(npy("<i2", "1, 2, 2", new byte[] {0, 0, 7, 0, (byte) 200, 0, 1, 0}));
    assertThat(all(files.read().images())).containsExactly(0, 7, 200, 1);
  }

  @Test
  void bytesThatAreAllZeroOrOneAreAMask() throws IOException {
    byte[] mask = new byte[2 * 300 * 300];
    mask[mask.length - 1] = 1;
    ImageFiles files = ImageFiles.of(file(npy("|u1", "2, 300, 300", mask)));
    byte[] white = all(files.withSize(300).withChannels(1).read().images());
    assertThat(white[white.length - 1]).isEqualTo((byte) 255);
    mask[mask.length - 2] = 2;
    file(npy("|u1", "2, 300, 300", mask));
    assertThat(all(files.withSize(300).withChannels(1).read().images())).isEqualTo(mask);
  }

  private static void assertRefused(ThrowingCallable read, String message) {
    assertThatThrownBy(read).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }

  @Test
  void numbersInNoUsualRangeAreRefused() throws IOException {
    Path file = file(npy("<f4", "1, 2, 2", floats(ByteOrder.LITTLE_ENDIAN, -3, 1, 0, 0)));
    assertRefused(
        () -> ImageFiles.of(file).read(),
        file
            + ": expected numbers from 0 to 255, from 0 to 1, or from -1 to 1 but found -3.0 to 1.0;"
            + " scale them to one of these ranges");
    file(npy("<f4", "1, 2, 2", floats(ByteOrder.LITTLE_ENDIAN, 1, Double.NaN, 0, 0)));
    assertRefused(
        () -> ImageFiles.of(file).read(),
        file
            + ": expected numbers from 0 to 255, from 0 to 1, or from -1 to 1 but found NaN; scale"
            + " them to one of these ranges");
  }

  @Test
  void brokenArraysAreRefused() throws IOException {
    Path file = file(npy("|u1", "5, 4, 8", ascending(100)));
    assertRefused(
        () -> ImageFiles.of(file).withSize(8).withChannels(1).read(),
        file
            + ": expected an intact file but found an array that ends early; copy or download it"
            + " again");
    file(npy("|O", "5, 4, 8", ascending(100)));
    assertRefused(
        () -> ImageFiles.of(file).read(),
        file
            + ": expected an array of numbers but found an array of something else; save images "
            + "as uint8");
    byte[] cut = Arrays.copyOf(npy("|u1", "5, 4, 8", ascending(1)), 60);
    file(cut);
    assertRefused(
        () -> ImageFiles.of(file).read(),
        file
            + ": expected an intact NumPy header but found a damaged one; save it as"
            + " numpy.save(path, numpy.ascontiguousarray(array)) does");
  }

  @Test
  void aPreviewBesideAnArrayIsNotTakenForTheDataSet() throws IOException {
    Files.write(dir.resolve("preview.png"), Drawn.encoded(Drawn.plain(8, 8, 0), "png"));
    npz(Map.of("vectors", npy("|u1", "5, 7", ascending(35))));
    assertThat(ImageFiles.of(dir).read().images().count()).isEqualTo(1);
    npz(Map.of("x", npy("|u1", "3, 4, 4", ascending(48))));
    assertRefused(
        () -> ImageFiles.of(dir).read(),
        dir
            + ": expected pictures or an array of images but found 3 images in set.npz beside 1"
            + " picture; give the path of that file, or move one of the two elsewhere");
  }

  private Path npz(Map<String, byte[]> arrays) throws IOException {
    Path file = dir.resolve("set.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> array : new TreeMap<>(arrays).entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(array.getValue());
      }
    }
    return file;
  }

  /** Named as in Keras' mnist.npz. */
  @Test
  void theTrainingArraysAreReadWithTheirLabels() throws IOException {
    Path file =
        npz(
            Map.of(
                "x_train", npy("|u1", "3, 4, 4", ascending(48)),
                "y_train", npy("<i8", "3", ByteBuffer.allocate(24).put(8, (byte) 7).array()),
                "x_test", npy("|u1", "2, 4, 4", ascending(32)),
                "y_test", npy("<i8", "2", new byte[16])));
    ImageDataset images = ImageFiles.of(file).read().images();
    assertThat(all(images)).isEqualTo(ascending(48));
    assertThat(images.label(0)).isZero();
    assertThat(images.label(1)).isEqualTo(7);
    Files.move(file, dir.resolve("only.npz"));
    assertThat(ImageFiles.of(dir).read().images().digest()).isEqualTo(images.digest());
  }

  @Test
  void severalArraysOfImagesAreAmbiguous() throws IOException {
    Path file =
        npz(
            Map.of(
                "a", npy("|u1", "3, 4, 4", ascending(48)),
                "b", npy("|u1", "2, 4, 4", ascending(32))));
    assertRefused(
        () -> ImageFiles.of(file).read(),
        file
            + ": expected one array of images, or one with \"train\" in its name, but found 2 arrays"
            + " of images: a.npy, b.npy; save the images to learn from alone, as numpy.savez(path,"
            + " images=..., labels=...) does");
  }

  @Test
  void labelsThatAreOnlyClaimedTakeNoMemory() throws IOException {
    String most = Integer.toString(Integer.MAX_VALUE);
    Path file =
        npz(
            Map.of(
                "x", npy("|u1", most + ", 4, 4", ascending(48)),
                "y", npy("|u1", most, ascending(3))));
    assertRefused(
        () -> ImageFiles.of(file).read(),
        file
            + ": expected an intact file but found an array that ends early; copy or download it"
            + " again");
  }
}
