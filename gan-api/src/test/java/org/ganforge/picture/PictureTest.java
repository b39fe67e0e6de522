package org.ganforge.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
  private static final int WHITE = 255;

  private static Pixels read(byte[] file, int channels) throws PictureException {
    Picture picture = Picture.of(file, Picture.MOST_PIXELS);
    int width = picture.width();
    int height = picture.height();
    return picture.resized(
        new Box(0, 0, width, height), width, height, channels, Kernel.LANCZOS, WHITE);
  }

  private static int at(Pixels pixels, int x, int y, int channel) {
    return pixels.bytes()[(y * pixels.width() + x) * pixels.channels() + channel] & 0xff;
  }

  private static void assertColours(Pixels pixels, int tolerance) {
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++) {
        assertThat(at(pixels, x, y, 0)).as(x + " " + y).isCloseTo(x * 15, within(tolerance));
        assertThat(at(pixels, x, y, 1)).as(x + " " + y).isCloseTo(y * 30, within(tolerance));
        assertThat(at(pixels, x, y, 2)).as(x + " " + y).isCloseTo(90, within(tolerance));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void readsLosslessFormatsExactly(String format) throws PictureException {
    Pixels pixels = read(Drawn.encoded(Drawn.colours(16, 8), format), 3);
    assertThat(pixels.width()).isEqualTo(16);
    assertThat(pixels.height()).isEqualTo(8);
    assertColours(pixels, 0);
  }

  @Test
  void readsWebp() throws PictureException {
    assertColours(read(Drawn.file("colours.webp"), 3), 0);
  }

  @Test
  void readsJpeg() throws PictureException {
    int[] rgb = {200, 100, 50};
    Pixels pixels = read(Drawn.encoded(Drawn.plain(16, 16, 0xc86432), "jpg"), 3);
    for (int c = 0; c < 3; c++) {
      assertThat(at(pixels, 7, 9, c)).isCloseTo(rgb[c], within(3));
    }
  }

  @Test
  void readsTheFirstPictureOfAGif() throws PictureException {
    Pixels pixels = read(Drawn.encoded(Drawn.plain(4, 4, 0x336699), "gif"), 3);
    assertThat(Arrays.copyOf(pixels.bytes(), 3)).containsExactly(0x33, 0x66, 0x99);
  }

  /** Its rows are doubled, so that JPEG's blocks are complete. */
  @Test
  void convertsCmyk() throws PictureException {
    Pixels pixels = read(Drawn.file("cmyk.jpg"), 3);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        assertThat(at(pixels, x, y, 0)).isCloseTo(x * 15, within(12));
        assertThat(at(pixels, x, y, 1)).isCloseTo(y / 2 * 30, within(12));
        assertThat(at(pixels, x, y, 2)).isCloseTo(90, within(12));
      }
    }
  }

  /** Java's colour model would turn 59 into 132. */
  @Test
  void greyLevelsAreKeptAsStored() throws PictureException {
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < 256; x++) {
      image.getRaster().setSample(x, 0, 0, x);
    }
    Pixels pixels = read(Drawn.encoded(image, "png"), 0);
    assertThat(pixels.channels()).isEqualTo(1);
    for (int x = 0; x < 256; x++) {
      assertThat(at(pixels, x, 0, 0)).isEqualTo(x);
    }
    assertThat(at(read(Drawn.encoded(image, "png"), 3), 59, 0, 2)).isEqualTo(59);
  }

  @Test
  void sixteenBitsBecomeEight() throws PictureException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 257 * 100 + 100, 65_535});
    assertThat(read(Drawn.encoded(image, "png"), 1).bytes()).containsExactly(0, 100, 255);
  }

  @Test
  void coloursBecomeGreyByTheirBrightness() throws PictureException {
    byte[] png = Drawn.encoded(Drawn.plain(2, 2, 0xff8040), "png");
    // 0.299 * 255 + 0.587 * 128 + 0.114 * 64 = 158.677
    assertThat(read(png, 1).bytes()).containsOnly(159);
  }

  @Test
  void transparentPixelsAreBlendedWithTheBackground() throws PictureException {
    Pixels webp = read(Drawn.file("alpha.webp"), 3);
    Pixels grey = read(Drawn.file("grey-alpha.png"), 0);
    assertThat(grey.channels()).isEqualTo(1);
    for (int y = 0; y < 8; y++) {
      double opaque = y * 36 / 255.0;
      assertThat((double) at(webp, 3, y, 0))
          .isCloseTo(45 * opaque + WHITE * (1 - opaque), within(0.501));
      assertThat((double) at(grey, 3, y, 0))
          .isCloseTo(y * 30 * opaque + WHITE * (1 - opaque), within(0.501));
    }
  }

  @Test
  void aColourOfAPaletteMayBeTransparent() throws PictureException {
    Pixels pixels = read(Drawn.file("palette.png"), 3);
    assertThat(at(pixels, 0, 0, 2)).isEqualTo(30);
    assertThat(at(pixels, 4, 0, 0)).isEqualTo(WHITE);
    assertThat(at(pixels, 4, 0, 2)).isEqualTo(WHITE);
    assertThat(at(pixels, 9, 0, 1)).isEqualTo(255);
    assertThat(at(pixels, 9, 0, 0)).isZero();
  }

  @Test
  void oneColourOfAPngMayBeTransparent() throws PictureException {
    Pixels pixels = read(Drawn.file("key.png"), 3);
    assertThat(at(pixels, 1, 1, 2)).isEqualTo(WHITE);
    assertThat(at(pixels, 2, 1, 2)).isEqualTo(90);
  }

  @Test
  void rawBytesMayHaveAlphaToo() throws PictureException {
    Picture raw =
        Picture.of(Pixels.of(2, 1, 4, new byte[] {10, 20, 30, (byte) 255, 10, 20, 30, 0}));
    assertThat(raw.resized(new Box(0, 0, 2, 1), 2, 1, 3, Kernel.AREA, 7).bytes())
        .containsExactly(10, 20, 30, 7, 7, 7);
  }

  /** An upright picture is dark at the top left and bright at the bottom right. */
  private static byte[] jpegWithOrientation(int orientation, boolean littleEndian) {
    BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 32; x++) {
        image.getRaster().setSample(x, y, 0, 40 * (y / 8 * 4 + x / 8) / 2 + 20);
      }
    }
    byte[] jpeg = Drawn.encoded(image, "jpg");
    ByteBuffer app1 = ByteBuffer.allocate(36);
    app1.putShort((short) 0xffe1).putShort((short) 34);
    app1.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    app1.put((littleEndian ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    app1.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    app1.putShort((short) 42).putInt(8).putShort((short) 1);
    app1.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    app1.putShort((short) orientation).putShort((short) 0).putInt(0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(app1.array(), 0, 36);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /**
   * The numbers of the blocks as shown, row by row. According to EXIF, with 6 for example, the
   * first stored row is on the right when shown, and the first stored column at the top.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 4, 01234567",
    "2, 4, 32107654",
    "3, 4, 76543210",
    "4, 4, 45670123",
    "5, 2, 04152637",
    "6, 2, 40516273",
    "7, 2, 73625140",
    "8, 2, 37261504"
  })
  void picturesAreTurnedUpright(int orientation, int columns, String blocks)
      throws PictureException {
    for (boolean littleEndian : new boolean[] {true, false}) {
      Pixels shown = read(jpegWithOrientation(orientation, littleEndian), 1);
      assertThat(shown.width()).isEqualTo(8 * columns);
      for (int i = 0; i < 8; i++) {
        int found = at(shown, 8 * (i % columns) + 4, 8 * (i / columns) + 4, 0);
        int block = blocks.charAt(i) - '0';
        assertThat(found).as("block " + i).isCloseTo(20 * block + 20, within(4));
      }
    }
  }

  /** A box in a corner must be the corner of the shown picture. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aPartOfATurnedPictureIsAPartAsShown(int orientation) throws PictureException {
    byte[] jpeg = jpegWithOrientation(orientation, false);
    Pixels all = read(jpeg, 1);
    Pixels corner =
        Picture.of(jpeg, Picture.MOST_PIXELS)
            .resized(new Box(8, 0, 8, 8), 8, 8, 1, Kernel.AREA, WHITE);
    assertThat(at(corner, 4, 4, 0)).isEqualTo(at(all, 12, 4, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"turned.webp", "turned.png"})
  void otherFormatsAreTurnedToo(String file) throws PictureException {
    Pixels shown = read(Drawn.file(file), 3);
    assertThat(shown.width()).isEqualTo(8);
    assertThat(shown.height()).isEqualTo(16);
    assertThat(at(shown, 7, 0, 1)).isZero();
    assertThat(at(shown, 7, 15, 0)).isEqualTo(225);
  }

  private static void assertRefused(byte[] file, String found) {
    assertThatThrownBy(() -> read(file, 3)).isInstanceOf(PictureException.class).hasMessage(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void truncatedFilesAreRefused(String format) {
    byte[] file = Drawn.encoded(Drawn.colours(60, 60), format);
    for (int length : new int[] {file.length / 2, file.length * 9 / 10, 40}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(file, length), 3))
          .as(length + " of " + file.length)
          .isInstanceOf(PictureException.class);
    }
  }

  @Test
  void truncatedWebpIsRefused() {
    byte[] file = Drawn.file("colours.webp");
    assertRefused(Arrays.copyOf(file, file.length - 3), "a file that ends early");
  }

  @Test
  void theEndOfAThumbnailIsNotTheEndOfThePicture() {
    byte[] jpeg = jpegWithOrientation(1, true);
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length - 2);
    cut[36] = (byte) 0xff;
    cut[37] = (byte) 0xd9;
    assertRefused(cut, "a file that ends early");
  }

  @Test
  void aChangedByteOfAPngIsDetected() {
    byte[] png = Drawn.encoded(Drawn.colours(60, 60), "png");
    png[png.length - 30] ^= 1;
    assertRefused(png, "damaged data");
  }

  @Test
  void otherFilesAreNotPictures() {
    assertRefused(new byte[0], "an empty file");
    assertRefused("hello, this is a text".getBytes(StandardCharsets.UTF_8), "not a picture");
  }

  @Test
  void aBombIsRefusedByItsHeader() {
    assertRefused(Drawn.promising(60_000, 60_000), "a header that promises 60000 x 60000 pixels");
    assertRefused(Drawn.promising(8000, 8000), "a header that promises 8000 x 8000 pixels");
  }

  @Test
  void damagedFilesAreEitherReadOrRefused() {
    Random random = new Random(7);
    for (String format : new String[] {"png", "jpg", "bmp", "gif"}) {
      byte[] whole = Drawn.encoded(Drawn.colours(20, 20), format);
      for (int i = 0; i < 150; i++) {
        byte[] damaged = whole.clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        assertReadOrRefused(damaged);
      }
    }
    for (int i = 0; i < 150; i++) {
      byte[] damaged = Drawn.file("alpha.webp");
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      assertReadOrRefused(damaged);
    }
  }

  private static void assertReadOrRefused(byte[] file) {
    try {
      Picture picture = Picture.of(file, 1 << 20);
      Box whole = new Box(0, 0, picture.width(), picture.height());
      assertThat(picture.resized(whole, 8, 8, 3, Kernel.LANCZOS, WHITE).bytes()).hasSize(192);
    } catch (PictureException e) {
      assertThat(e)
          .hasMessageMatching("damaged data|not a picture|a file that ends early|.*promises.*");
    }
  }
}
