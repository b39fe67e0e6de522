package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotatedGridTest {
  private static final int GREY = 0x808080;
  private static final int WHITE = 0xffffff;
  private static final int SIDE = 56;

  /** Two black images, 56 pixels wide. */
  private static final ImageGrid GRID =
      ImageGrid.of(
              FloatTensor.wrap(TensorShape.of(2, 28, 28, 1), new float[2 * 28 * 28]),
              ValueRange.ZERO_TO_ONE)
          .withColumns(2);

  @TempDir Path dir;

  @Test
  void drawsAnOutlineOfTwoPixelsIntoTheGap() {
    FloatTensor images = FloatTensor.of(TensorShape.of(2, 1, 1, 1), 1, 0);
    BufferedImage picture =
        ImageGrid.of(images, ValueRange.ZERO_TO_ONE)
            .withColumns(2)
            .withScale(1)
            .withAnnotations(
                List.of(Annotation.none().withOutline(new Color(0xff0000)), Annotation.none()))
            .toBufferedImage();
    assertThat(rows(picture))
        .containsExactly(
            "....................",
            "....................",
            "....................",
            "....................",
            "....RRRRR...........",
            "....RRRRR...........",
            "....RR#RR....0......",
            "....RRRRR...........",
            "....RRRRR...........",
            "....................",
            "....................",
            "....................",
            "....................");
  }

  @Test
  void keepsTheGridsGapIfItIsWider() {
    AnnotatedGrid grid = GRID.withGap(9).withAnnotations(nothing());
    assertThat(grid.toBufferedImage().getWidth()).isEqualTo(2 * SIDE + 27);
    assertThat(GRID.withAnnotations(nothing()).toBufferedImage().getWidth())
        .isEqualTo(2 * SIDE + 18);
  }

  @Test
  void looksLikeTheGridItselfWithoutAnnotations() {
    BufferedImage plain = GRID.withGap(6).toBufferedImage();
    BufferedImage annotated = GRID.withAnnotations(nothing()).toBufferedImage();
    assertThat(annotated.getHeight()).isEqualTo(plain.getHeight());
    for (int y = 0; y < plain.getHeight(); y++) {
      for (int x = 0; x < plain.getWidth(); x++) {
        assertThat(rgb(annotated, x, y) & 0xff).isEqualTo(plain.getRaster().getSample(x, y, 0));
      }
    }
  }

  @Test
  void writesTitlesOnWhiteAboveTheImagesInTheirColours() {
    BufferedImage picture =
        GRID.withAnnotations(List.of(Annotation.scored(0.93, true), Annotation.scored(0.07, false)))
            .toBufferedImage();
    int top = picture.getHeight() - 6 - SIDE;
    assertThat(rgb(picture, 0, 0)).isEqualTo(WHITE);
    assertThat(darkest(picture, 6, 6 + SIDE, top)).isEqualTo(Annotation.REAL);
    assertThat(darkest(picture, 12 + SIDE, 12 + 2 * SIDE, top)).isEqualTo(Annotation.FAKE);
    for (int y = top; y < top + SIDE; y++) {
      assertThat(rgb(picture, 6, y)).isZero();
      assertThat(rgb(picture, 6 + SIDE - 1, y)).isZero();
    }
  }

  @Test
  void makesRoomForATitleThatIsWiderThanItsImage() {
    BufferedImage picture =
        GRID.withAnnotations(
                List.of(Annotation.titled("wider than an image"), Annotation.titled("b - a")))
            .toBufferedImage();
    int cell = (picture.getWidth() - 18) / 2;
    assertThat(cell).isGreaterThan(SIDE);
    int top = picture.getHeight() - 6 - SIDE;
    for (int y = 0; y < top; y++) {
      for (int x : new int[] {0, 1, 2, 3, 6 + cell, 6 + cell + 3, 6 + cell + 5}) {
        assertThat(rgb(picture, x, y)).isEqualTo(WHITE);
      }
    }
    for (int x = 0; x < picture.getWidth(); x++) {
      assertThat(rgb(picture, x, 5)).as("nothing is cut off above").isEqualTo(WHITE);
      assertThat(rgb(picture, x, top - 1)).as("nothing is hidden below").isEqualTo(WHITE);
    }
    int left = 6 + (cell - SIDE) / 2;
    assertThat(rgb(picture, left, top)).isZero();
    assertThat(rgb(picture, left - 1, top)).isEqualTo(WHITE);
    assertThat(rgb(picture, left + SIDE, top)).isEqualTo(WHITE);
  }

  @ParameterizedTest
  @CsvSource({
    "0.934, 0.93",
    "0, 0.00",
    "1, 1.00",
    "-12.345, -12.35",
    "999.9, 999.90",
    "-1234.5, -1.2e+03",
    "NaN, NaN"
  })
  void writesAScoreInAFewDigits(double score, String title) {
    assertThat(Annotation.scored(score, true).title()).isEqualTo(title);
  }

  @Test
  void keepsTheColoursOfColouredImages() {
    FloatTensor image = FloatTensor.of(TensorShape.of(1, 1, 1, 3), 1, 0.2f, 0.4f);
    BufferedImage picture =
        ImageGrid.of(image, ValueRange.ZERO_TO_ONE)
            .withAnnotations(List.of(Annotation.none()))
            .toBufferedImage();
    assertThat(rgb(picture, 10, 10)).isEqualTo(0xff3366);
  }

  @Test
  void writesAPngWithTheSamePixels() throws IOException {
    AnnotatedGrid grid = GRID.withAnnotations(Collections.nCopies(2, Annotation.titled("b - a")));
    Path png = dir.resolve("grid.png");
    grid.write(png);
    assertThat(rows(ImageIO.read(png.toFile()))).isEqualTo(rows(grid.toBufferedImage()));
  }

  @Test
  void refusesAnotherNumberOfAnnotations() {
    assertThatThrownBy(() -> GRID.withAnnotations(List.of(Annotation.none())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "image grid annotations: expected 2, one for each image but found 1;"
                + " give Annotation.none() to an image without one");
  }

  @Test
  void saysWhatToDoWithoutFonts() {
    RuntimeException cause = new RuntimeException("Fontconfig head is null");
    Error other = new InternalError("java.lang.reflect.InvocationTargetException");
    for (Throwable thrown : List.of(cause, other, new UnsatisfiedLinkError("libfreetype.so.6"))) {
      assertThatThrownBy(
              () ->
                  Fonts.checked(
                      new Font(Font.SANS_SERIF, Font.PLAIN, 12),
                      font -> AnnotatedGridTest.<RuntimeException>sneak(thrown)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "fonts: expected a font to write with but found none that Java can use; install one,"
                  + " on Debian and Ubuntu with: apt-get install fontconfig fonts-dejavu-core")
          .hasSuppressedException(thrown);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static List<Annotation> nothing() {
    return Collections.nCopies(2, Annotation.none());
  }

  private static int rgb(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) & 0xffffff;
  }

  /** The inside of a stroke has exactly the text's colour; its edges are blended with white. */
  private static Color darkest(BufferedImage picture, int left, int right, int bottom) {
    Color darkest = Color.WHITE;
    for (int y = 0; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        Color colour = new Color(rgb(picture, x, y));
        if (sum(colour) < sum(darkest)) {
          darkest = colour;
        }
      }
    }
    return darkest;
  }

  private static int sum(Color colour) {
    return colour.getRed() + colour.getGreen() + colour.getBlue();
  }

  private static List<String> rows(BufferedImage picture) {
    return IntStream.range(0, picture.getHeight())
        .mapToObj(
            y ->
                IntStream.range(0, picture.getWidth())
                    .mapToObj(x -> letter(rgb(picture, x, y)))
                    .collect(Collectors.joining()))
        .toList();
  }

  private static String letter(int rgb) {
    return switch (rgb) {
      case GREY -> ".";
      case WHITE -> "#";
      case 0 -> "0";
      case 0xff0000 -> "R";
      default -> Integer.toHexString(rgb);
    };
  }
}
