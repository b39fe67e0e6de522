package org.ganforge.examples;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;

/**
 * Recognises drawn digits by their nearest neighbours. An image counts as a digit if it is close to
 * a known one, relative to its own ink, and at least four of the five nearest are of the same
 * class. Noise, grey, blank images and the mean of all digits are not recognised, whichever class
 * is nearest.
 */
final class DigitJudge {
  private static final int SIDE = 28;
  private static final int SIZE = SIDE * SIDE;
  private static final int CLASSES = 10;
  private static final int NEAREST = 5;
  private static final int AGREEING = 4;

  /** The maximum distance to the nearest digit, as a share of the ink; real ones: median 0.44. */
  private static final double FARTHEST = 0.75;

  private final ImageDataset known = HandwrittenDigits.of(5000, 2);
  private final float[] pixels = pixels(known);

  static float[] pixels(ImageDataset digits) {
    int[] all = IntStream.range(0, digits.count()).toArray();
    return digits.images(ValueRange.ZERO_TO_ONE, all).toArray();
  }

  /**
   * Returns the cells of a picture of samples, which are drawn at twice their size, with borders.
   */
  static float[] cells(BufferedImage picture, int rows, int columns) {
    int pitch = 2 * SIDE + 2;
    float[] cells = new float[rows * columns * SIZE];
    for (int i = 0; i < cells.length; i++) {
      int cell = i / SIZE;
      int x = 2 + cell % columns * pitch + 2 * (i % SIDE);
      int y = 2 + cell / columns * pitch + 2 * (i % SIZE / SIDE);
      cells[i] = (picture.getRGB(x, y) & 0xFF) / 255f;
    }
    return cells;
  }

  /** Returns how many of the images show each digit; images without a digit are not counted. */
  Map<Integer, Integer> count(float[] images) {
    Map<Integer, Integer> shown = new TreeMap<>();
    for (int at = 0; at < images.length; at += SIZE) {
      digit(Arrays.copyOfRange(images, at, at + SIZE))
          .ifPresent(d -> shown.merge(d, 1, Integer::sum));
    }
    return shown;
  }

  private Optional<Integer> digit(float[] image) {
    double[] distances = new double[known.count()];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = squaredDistance(image, i * SIZE);
    }
    int[] votes = new int[CLASSES];
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < distances.length; i++) {
      votes[known.label(i)] += distances[i] < sorted[NEAREST] ? 1 : 0;
    }
    double ink = 0;
    for (float value : image) {
      ink += value * value;
    }
    if (!(Math.sqrt(sorted[0]) < FARTHEST * Math.sqrt(ink))) {
      return Optional.empty();
    }
    return IntStream.range(0, CLASSES).filter(c -> votes[c] >= AGREEING).boxed().findFirst();
  }

  private double squaredDistance(float[] image, int from) {
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      double difference = image[i] - pixels[from + i];
      sum += difference * difference;
    }
    return sum;
  }
}
