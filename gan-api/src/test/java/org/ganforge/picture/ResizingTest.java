package org.ganforge.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResizingTest {
  /** Returns the picture that resize_cases.py draws. */
  private static Pixels picture(int width, int height) {
    byte[] bytes = new byte[width * height];
    for (int i = 0; i < bytes.length; i++) {
      int x = i % width;
      int y = i / width;
      bytes[i] = (byte) (x * 37 + y * 101 + x * y * 7);
    }
    return Pixels.of(width, height, 1, bytes);
  }

  private static int[] unsigned(Pixels pixels) {
    int[] values = new int[pixels.bytes().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels.bytes()[i] & 0xff;
    }
    return values;
  }

  private static Pixels resize(Pixels pixels, Box box, int width, int height, Kernel kernel) {
    return Resizing.resize(new PixelRows(pixels, 0), box, width, height, kernel);
  }

  static Stream<List<Double>> pillowCases() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ResizingTest.class.getResourceAsStream("pillow-lanczos.txt"))) {
      String all = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return all.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> Arrays.stream(line.split(" ", -1)).map(Double::valueOf).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("pillowCases")
  void lanczosGivesPillowsNumbers(List<Double> row) {
    Pixels picture = picture(row.get(0).intValue(), row.get(1).intValue());
    Box box = new Box(row.get(2), row.get(3), row.get(4), row.get(5));
    int width = row.get(6).intValue();
    int height = row.get(7).intValue();
    int[] found = unsigned(resize(picture, box, width, height, Kernel.LANCZOS));
    List<Double> expected = row.subList(8, row.size());
    assertThat(found).hasSize(expected.size());
    for (int i = 0; i < found.length; i++) {
      double clipped = Math.max(0, Math.min(255, expected.get(i)));
      assertThat((double) found[i]).as("pixel " + i).isCloseTo(clipped, within(0.502));
    }
  }

  /**
   * Computes area means exactly with integers: every old pixel is divided into as many parts as
   * there are new pixels, and every new pixel consists of as many parts as there were old pixels.
   */
  @ParameterizedTest
  @CsvSource({"12, 10, 5, 4", "7, 3, 7, 2", "5, 6, 13, 11", "64, 48, 8, 8", "3, 3, 1, 1"})
  void areaIsTheMeanOfTheCoveredPixels(int width, int height, int newWidth, int newHeight) {
    Pixels picture = picture(width, height);
    int[] found =
        unsigned(resize(picture, new Box(0, 0, width, height), newWidth, newHeight, Kernel.AREA));
    for (int i = 0; i < found.length; i++) {
      long sum = 0;
      for (int y = i / newWidth * height; y < (i / newWidth + 1) * height; y++) {
        for (int x = i % newWidth * width; x < (i % newWidth + 1) * width; x++) {
          sum += picture.bytes()[y / newHeight * width + x / newWidth] & 0xff;
        }
      }
      double mean = (double) sum / (width * height);
      assertThat((double) found[i]).as("pixel " + i).isCloseTo(mean, within(0.5001));
    }
  }

  @ParameterizedTest
  @CsvSource({"LANCZOS", "AREA"})
  void aPictureThatKeepsItsSizeKeepsItsBytes(Kernel kernel) {
    Pixels picture = picture(33, 17);
    assertThat(resize(picture, new Box(0, 0, 33, 17), 33, 17, kernel).bytes())
        .isEqualTo(picture.bytes());
  }

  @ParameterizedTest
  @CsvSource({"LANCZOS", "AREA"})
  void onePixelCanBecomeMany(Kernel kernel) {
    Pixels dot = Pixels.of(1, 1, 3, new byte[] {1, 2, (byte) 200});
    assertThat(resize(dot, new Box(0, 0, 1, 1), 2, 1, kernel).bytes())
        .containsExactly(1, 2, 200, 1, 2, 200);
  }

  @Test
  void lanczosStaysWithinBytesBesideSharpEdges() {
    byte[] edge = new byte[32];
    Arrays.fill(edge, 16, 32, (byte) 255);
    int[] found =
        unsigned(resize(Pixels.of(32, 1, 1, edge), new Box(0, 0, 32, 1), 50, 1, Kernel.LANCZOS));
    // In double precision, pixels 23 to 26 are -29.40, 35.96, 219.04 and 284.40.
    assertThat(Arrays.copyOfRange(found, 23, 27)).containsExactly(0, 36, 219, 255);
  }
}
