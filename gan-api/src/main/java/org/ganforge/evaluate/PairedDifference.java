package org.ganforge.evaluate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.train.Measure;

/**
 * How much a measure of two sets of generated images differs, against the same real images, and how
 * certain that is. Both use the same parts of the real images and samples from the same noise, so
 * shared random effects cancel.
 *
 * <p>The deviation is that of a delete-d jackknife (Shao and Wu 1989): that of the differences over
 * many random parts without replacement, {@code m} of {@code n} images each, times {@code sqrt(m /
 * (n - m))}. It covers the choice of images, not the training: another seed of the same GAN may
 * differ by more.
 *
 * @param difference the first set's value minus the second's; a negative difference of distances
 *     means that the first is nearer to the real images
 * @param deviation the standard deviation of that difference
 */
public record PairedDifference(double difference, double deviation) {
  /** 95 % of a normal distribution lies within this many standard deviations. */
  private static final double SURE = 1.96;

  private static final int PARTS = 100;
  private static final String FIRST = "features of the first samples";
  private static final String SECOND = "features of the second samples";

  /** Computing the kernel for more images would take too long. */
  private static final int MOST_OF_KERNEL = 500;

  /**
   * Returns the difference of the Frechet distances.
   *
   * @param real {@code [count, size]}
   * @param one like {@code real}, for equally many images
   * @param other like {@code one}, from the same noise
   * @param seed the seed for choosing the parts
   * @throws InvalidInputException if half the number of images doesn't exceed the number of
   *     features
   */
  public static PairedDifference ofFrechet(
      FloatTensor real, FloatTensor one, FloatTensor other, long seed) {
    Features all = Features.of("real features", real);
    Features first = Features.asMany(all, FIRST, one);
    Features second = Features.asMany(all, SECOND, other);
    double difference = FrechetDistance.between(all, first) - FrechetDistance.between(all, second);
    return of(
        difference,
        all.count() / 2,
        all.count(),
        part -> {
          Features some = all.part(all.count() / 2, seed, "real/" + part);
          return FrechetDistance.between(some, generated(first, seed, part))
              - FrechetDistance.between(some, generated(second, seed, part));
        });
  }

  private static Features generated(Features samples, long seed, int part) {
    return samples.part(samples.count() / 2, seed, "generated/" + part);
  }

  /**
   * Returns the difference of the kernel distances: the mean over all parts.
   *
   * @param real {@code [count, size]}, at least four images
   * @param one like {@code real}, for equally many images
   * @param other like {@code one}, from the same noise
   * @param seed the seed for choosing the parts
   */
  public static PairedDifference ofKernel(
      FloatTensor real, FloatTensor one, FloatTensor other, long seed) {
    Features all = Features.of("real features", real);
    Features first = Features.asMany(all, FIRST, one);
    Features second = Features.asMany(all, SECOND, other);
    int size = Math.min(MOST_OF_KERNEL, all.count() / 2);
    if (size < 2) {
      throw new InvalidInputException(
          "real features", "at least 4 images", all.count() + "", "take more images");
    }
    IntToDoubleFunction difference =
        part -> {
          Features some = all.part(size, seed, "real/" + part);
          return KernelDistance.difference(
              some,
              first.part(size, seed, "generated/" + part),
              second.part(size, seed, "generated/" + part));
        };
    return of(Double.NaN, size, all.count(), difference);
  }

  /**
   * Returns the differences of precision, recall, density and coverage. Parts are half of the
   * images, but at most 1,000.
   *
   * @param real {@code [count, size]}, at least 12 images
   * @param one like {@code real}, for equally many images
   * @param other like {@code one}, from the same noise
   * @param seed the seed for choosing the parts
   */
  public static Map<Measure, PairedDifference> ofNeighbours(
      FloatTensor real, FloatTensor one, FloatTensor other, long seed) {
    Features all = Features.of("real features", real);
    Features first = Features.asMany(all, FIRST, one);
    Features second = Features.asMany(all, SECOND, other);
    double[] known =
        NeighbourParts.difference(
            NeighbourParts.values(all, first), NeighbourParts.values(all, second));
    List<PartSpread> spreads = new NeighbourParts(all, seed).ofDifference(first, second);
    Map<Measure, PairedDifference> differences = new EnumMap<>(Measure.class);
    for (int i = 0; i < known.length; i++) {
      differences.put(
          NeighbourParts.MEASURES.get(i),
          new PairedDifference(known[i], spreads.get(i).deviation()));
    }
    return differences;
  }

  /**
   * Returns the difference with its deviation.
   *
   * @param known the difference over all images; NaN to use the mean over the parts
   * @param size the size of a part
   * @param count the number of all images
   */
  private static PairedDifference of(
      double known, int size, int count, IntToDoubleFunction ofPart) {
    PartSpread spread =
        PartSpread.of(PARTS, size, count, part -> new double[] {ofPart.applyAsDouble(part)}).get(0);
    return new PairedDifference(Double.isNaN(known) ? spread.mean() : known, spread.deviation());
  }

  /** Returns the lower end of the 95 % confidence interval of the difference. */
  public double low() {
    return difference - SURE * deviation;
  }

  /** Returns the upper end of that interval. */
  public double high() {
    return difference + SURE * deviation;
  }

  /** Returns whether the interval excludes 0, so that the difference is significant. */
  public boolean isCertain() {
    return low() > 0 || high() < 0;
  }
}
