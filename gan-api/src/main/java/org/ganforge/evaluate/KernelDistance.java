package org.ganforge.evaluate;

import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;

/**
 * The kernel distance between real and generated images in a network's features: the unbiased
 * estimate of the squared maximum mean discrepancy with the kernel {@code (x y / size + 1)^3}, over
 * many random parts of both sets (Binkowski et al. 2018, where it uses Inception's features and is
 * called KID). Two samples of one distribution have an expected distance of 0, so it can be
 * negative. Unlike the Frechet distance it has no bias that depends on the number of images.
 *
 * @param mean the mean over all parts
 * @param deviation the standard deviation over the parts
 * @param parts the number of parts
 */
public record KernelDistance(double mean, double deviation, int parts) {
  private static final int PARTS = 100;
  private static final int PART_SIZE = 1000;

  /**
   * Returns the distance over 100 parts of 1,000 images, or of all images if there are no more,
   * which gives no deviation.
   *
   * @param real {@code [count, size]}, at least two images
   * @param generated like {@code real}, from the same network
   * @param seed the seed for choosing the parts
   */
  public static KernelDistance between(FloatTensor real, FloatTensor generated, long seed) {
    int fewest = Math.min(real.count(), generated.count());
    return between(real, generated, PARTS, Math.min(PART_SIZE, fewest), seed);
  }

  /**
   * Returns the distance over {@code parts} random parts of {@code size} images of each set, each
   * drawn without replacement.
   */
  public static KernelDistance between(
      FloatTensor real, FloatTensor generated, int parts, int size, long seed) {
    Features one = Features.of("real features", real);
    Features other = Features.of("generated features", generated);
    Features.requireSameSize(one, other);
    Checks.positive("parts", parts);
    int fewest = Math.min(one.count(), other.count());
    if (size < 2 || size > fewest) {
      throw new InvalidInputException(
          "images of a part",
          "2 up to " + fewest + ", all that both sets have",
          size + "",
          "take other parts, or more images");
    }
    if (size == one.count() && size == other.count()) {
      // Every part would contain all images, so one is enough.
      return new KernelDistance(squaredDiscrepancy(one.rows(), other.rows()), 0, parts);
    }
    double[] distances =
        IntStream.range(0, parts)
            .parallel()
            .mapToDouble(
                part ->
                    squaredDiscrepancy(
                        one.rows(size, Seeds.derive(seed, "real/" + part)),
                        other.rows(size, Seeds.derive(seed, "generated/" + part))))
            .toArray();
    double mean = sum(distances) / parts;
    double squares = 0;
    for (double distance : distances) {
      squares += (distance - mean) * (distance - mean);
    }
    return new KernelDistance(mean, Math.sqrt(squares / parts), parts);
  }

  /** Returns the standard error of the mean, assuming independent parts. */
  public double standardError() {
    return deviation / Math.sqrt(parts);
  }

  private static double squaredDiscrepancy(double[][] one, double[][] other) {
    return within(one) + within(other) - 2 * between(one, other);
  }

  /** Returns the first set's squared discrepancy minus the second's, with the same real images. */
  static double difference(Features real, Features first, Features second) {
    return within(first.rows())
        - within(second.rows())
        - 2 * (between(real.rows(), first.rows()) - between(real.rows(), second.rows()));
  }

  private static double between(double[][] one, double[][] other) {
    double between = 0;
    for (double[] row : one) {
      for (double[] column : other) {
        between += kernel(row, column);
      }
    }
    return between / ((double) one.length * other.length);
  }

  /** Returns the mean kernel of two different rows. */
  private static double within(double[][] rows) {
    double sum = 0;
    for (int a = 0; a < rows.length; a++) {
      for (int b = 0; b < a; b++) {
        sum += kernel(rows[a], rows[b]);
      }
    }
    return 2 * sum / ((double) rows.length * (rows.length - 1));
  }

  private static double kernel(double[] one, double[] other) {
    double base = Features.product(one, other) / one.length + 1;
    return base * base * base;
  }

  /** Adds in order, so that threads don't change the result. */
  private static double sum(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
