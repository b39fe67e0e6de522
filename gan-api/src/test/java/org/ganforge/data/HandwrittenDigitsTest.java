package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class HandwrittenDigitsTest {
  private static final int SIDE = 28;
  private static final int SIZE = SIDE * SIDE;

  private final ImageDataset digits = HandwrittenDigits.of(1000, 7);

  @Test
  void haveTheFormOfMnist() {
    assertThat(digits).hasToString("digits: 1000 images [28, 28, 1]");
    assertThat(digits.classNames())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  }

  @Test
  void areTheSameBytesOnEveryMachine() {
    assertThat(digits.digest())
        .isEqualTo("6ac354adaeb3d89ead5c7dc49f0afa794f4b217c961a12f04fb3f2aab4c71c3b");
  }

  @Test
  void dependOnlyOnSeedAndPosition() {
    assertThat(HandwrittenDigits.of(90, 7).digest()).isEqualTo(digits.first(90).digest());
    assertThat(HandwrittenDigits.of(1000, 8).digest()).isNotEqualTo(digits.digest());
  }

  @Test
  void showEveryDigitEquallyOften() {
    for (int digit = 0; digit < 10; digit++) {
      assertThat(digits.ofClass(digit).count()).isEqualTo(100);
    }
  }

  @Test
  void areAllDifferent() {
    Set<ByteBuffer> images = new HashSet<>();
    for (int i = 0; i < digits.count(); i++) {
      images.add(digits.pixels().slice(i * SIZE, SIZE));
    }
    assertThat(images).hasSize(1000);
  }

  @Test
  void standInABoxOfTwentyPixelsInTheMiddle() {
    for (int i = 0; i < digits.count(); i++) {
      Ink ink = new Ink(digits.pixels().slice(i * SIZE, SIZE));
      assertThat(Math.max(ink.width(), ink.height())).as("box of image %s", i).isBetween(15, 22);
      assertThat(ink.centreX()).as("centre of image %s", i).isCloseTo(14, within(2.0));
      assertThat(ink.centreY()).as("centre of image %s", i).isCloseTo(14, within(2.0));
      assertThat(ink.brightest).as("ink of image %s", i).isGreaterThan(200);
    }
  }

  @Test
  void canBeToldApart() {
    double right = shareRecognised(HandwrittenDigits.of(1000, 8), digits);
    assertThat(right).isGreaterThan(0.95);
  }

  /**
   * The drawn digits suffice to learn to read real handwriting: guessing would get a tenth right,
   * this gets 0.797.
   */
  @Test
  void sufficeToLearnRealHandwriting() {
    ImageDataset written = RealData.load("mnist", Split.TEST).first(1000);
    double right = shareRecognised(HandwrittenDigits.of(4000, 7), written);
    assertThat(right).isGreaterThan(0.75);
  }

  @Test
  void rejectZeroImages() {
    assertThatThrownBy(() -> HandwrittenDigits.of(0, 7))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("count: expected a whole number of at least 1 but found 0; give 1 or more");
  }

  /** Returns how often the nearest known image has the same label. */
  private static double shareRecognised(ImageDataset known, ImageDataset asked) {
    byte[] knownPixels = bytes(known);
    byte[] askedPixels = bytes(asked);
    int right = 0;
    for (int i = 0; i < asked.count(); i++) {
      int nearest = nearest(knownPixels, askedPixels, i * SIZE);
      right += known.label(nearest) == asked.label(i) ? 1 : 0;
    }
    return (double) right / asked.count();
  }

  private static int nearest(byte[] known, byte[] asked, int start) {
    int best = -1;
    int bestDistance = Integer.MAX_VALUE;
    for (int k = 0; k < known.length; k += SIZE) {
      int distance = 0;
      for (int p = 0; p < SIZE && distance < bestDistance; p++) {
        int difference = (known[k + p] & 0xff) - (asked[start + p] & 0xff);
        distance += difference * difference;
      }
      if (distance < bestDistance) {
        bestDistance = distance;
        best = k / SIZE;
      }
    }
    return best;
  }

  private static byte[] bytes(ImageDataset images) {
    byte[] bytes = new byte[images.count() * SIZE];
    images.pixels().get(bytes);
    return bytes;
  }

  /** The position of the ink in an image. */
  private static final class Ink {
    private int minX = SIDE;
    private int maxX = -1;
    private int minY = SIDE;
    private int maxY = -1;
    private int brightest;
    private double mass;
    private double massX;
    private double massY;

    Ink(ByteBuffer image) {
      for (int i = 0; i < SIZE; i++) {
        int value = image.get(i) & 0xff;
        int x = i % SIDE;
        int y = i / SIDE;
        if (value > 0) {
          minX = Math.min(minX, x);
          maxX = Math.max(maxX, x);
          minY = Math.min(minY, y);
          maxY = Math.max(maxY, y);
        }
        brightest = Math.max(brightest, value);
        mass += value;
        massX += value * (x + 0.5);
        massY += value * (y + 0.5);
      }
    }

    int width() {
      return maxX - minX + 1;
    }

    int height() {
      return maxY - minY + 1;
    }

    double centreX() {
      return massX / mass;
    }

    double centreY() {
      return massY / mass;
    }
  }
}
