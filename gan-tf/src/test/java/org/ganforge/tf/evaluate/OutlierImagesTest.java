package org.ganforge.tf.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

/** Images of no class, made from the built-in digits. */
class OutlierImagesTest {
  private static final ImageDataset DIGITS = HandwrittenDigits.of(40, 0);
  private static final int SIZE = 28 * 28;

  private final OutlierImages outliers = new OutlierImages(DIGITS, 1);

  @Test
  void shadesAreOneShadeEach() {
    Set<Byte> shades = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Set<Byte> own = shades(outliers.draw(Outlier.SHADE));
      assertThat(own).hasSize(1);
      shades.addAll(own);
    }
    assertThat(shades).contains((byte) 0, (byte) 255).hasSizeGreaterThan(20);
  }

  @Test
  void cloudsChangeLessFromPixelToPixelThanNoise() {
    long noise = 0;
    long clouds = 0;
    for (int i = 0; i < 200; i++) {
      noise += roughness(outliers.draw(Outlier.NOISE));
      clouds += roughness(outliers.draw(Outlier.CLOUDS));
    }
    assertThat(clouds).isPositive().isLessThan(9 * noise / 10);
  }

  @Test
  void shuffledPixelsAreThoseOfAnImageInAnotherOrder() {
    byte[] pixels = outliers.draw(Outlier.SHUFFLED_PIXELS);

    assertThat(digits()).noneMatch(digit -> Arrays.equals(digit, pixels));
    assertThat(digits().map(OutlierImagesTest::sorted))
        .anyMatch(digit -> Arrays.equals(digit, sorted(pixels)));
  }

  /** Rows and columns that don't fill a tile stay where they are, so no pixel is lost. */
  @Test
  void shuffledTilesAreThoseOfAnImageInAnotherOrder() {
    for (int i = 0; i < 50; i++) {
      byte[] pixels = outliers.draw(Outlier.SHUFFLED_TILES);
      assertThat(digits().map(OutlierImagesTest::sorted))
          .anyMatch(digit -> Arrays.equals(digit, sorted(pixels)));
    }
  }

  @Test
  void anOverlayIsTheLighterOfTwoImagesOfDifferentClasses() {
    for (int i = 0; i < 20; i++) {
      byte[] pixels = outliers.draw(Outlier.OVERLAY);
      TreeMap<Integer, Integer> found = new TreeMap<>();
      for (int one = 0; one < DIGITS.count(); one++) {
        for (int other = 0; other < one; other++) {
          if (Arrays.equals(pixels, lighter(digit(one), digit(other)))) {
            found.put(DIGITS.label(one), DIGITS.label(other));
          }
        }
      }
      assertThat(found)
          .isNotEmpty()
          .allSatisfy((one, other) -> assertThat(one).isNotEqualTo(other));
    }
  }

  @Test
  void theSameSeedGivesTheSameImagesOfEachKindInTurn() {
    int kinds = Outlier.values().length;
    ByteBuffer two = new OutlierImages(DIGITS, 3).draw(2 * kinds);

    assertThat(two.remaining()).isEqualTo(2 * kinds * SIZE);
    assertThat(new OutlierImages(DIGITS, 3).draw(2 * kinds)).isEqualTo(two);
    assertThat(new OutlierImages(DIGITS, 4).draw(2 * kinds)).isNotEqualTo(two);
    for (int turn : new int[] {0, kinds}) {
      byte[] shade = new byte[SIZE];
      two.get(turn * SIZE, shade);
      assertThat(shades(shade)).hasSize(1);
    }
  }

  /** 5 x 3 pixels of three colours: a tile moves with all of them, and a row is not a column. */
  @Test
  void colouredImagesKeepTheColoursOfTheirPixels() {
    byte[] pixels = new byte[2 * 45];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    ImageDataset images =
        ImageDataset.of("colours", TensorShape.of(5, 3, 3), pixels)
            .withLabels(new byte[] {0, 1}, List.of());
    OutlierImages coloured = new OutlierImages(images, 1);
    for (Outlier kind : Outlier.values()) {
      assertThat(coloured.draw(kind)).as(kind + "").hasSize(45);
    }
    byte[] shuffled = coloured.draw(Outlier.SHUFFLED_PIXELS);
    Set<Integer> seen = new TreeSet<>();
    for (int i = 0; i < 45; i += 3) {
      assertThat(shuffled[i + 1]).isEqualTo((byte) (shuffled[i] + 1));
      assertThat(shuffled[i + 2]).isEqualTo((byte) (shuffled[i] + 2));
      seen.add((int) shuffled[i]);
    }
    assertThat(seen).hasSize(15);
  }

  private static Stream<byte[]> digits() {
    return IntStream.range(0, DIGITS.count()).mapToObj(OutlierImagesTest::digit);
  }

  private static byte[] digit(int index) {
    byte[] pixels = new byte[SIZE];
    DIGITS.pixels().get(index * SIZE, pixels);
    return pixels;
  }

  private static byte[] lighter(byte[] one, byte[] other) {
    byte[] pixels = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      pixels[i] = (byte) Math.max(one[i] & 0xff, other[i] & 0xff);
    }
    return pixels;
  }

  private static byte[] sorted(byte[] pixels) {
    byte[] sorted = pixels.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static Set<Byte> shades(byte[] pixels) {
    Set<Byte> shades = new HashSet<>();
    for (byte pixel : pixels) {
      shades.add(pixel);
    }
    return shades;
  }

  /** Returns the sum of the differences between each pixel and the one to its left. */
  private static long roughness(byte[] pixels) {
    long sum = 0;
    for (int i = 1; i < SIZE; i++) {
      sum += i % 28 == 0 ? 0 : Math.abs((pixels[i] & 0xff) - (pixels[i - 1] & 0xff));
    }
    return sum;
  }
}
