package org.ganforge.evaluate;

import java.util.List;
import org.ganforge.layer.FloatTensor;
import org.ganforge.train.Measure;

/**
 * How much {@link PrecisionRecall} and {@link DensityCoverage} would vary with another choice of
 * real images and samples: their standard deviations, by a delete-d jackknife (Shao and Wu 1989)
 * over 50 random parts of both sets, half of the images each, but at most 1,000. Leaving out single
 * images would overestimate them, since these measures are not smooth: one image can be the only
 * neighbour of another.
 *
 * <p>Another training of the same GAN may differ by more.
 *
 * @param precision the deviation of the precision
 * @param recall the deviation of the recall
 * @param density the deviation of the density
 * @param coverage the deviation of the coverage
 */
public record NeighbourDeviations(
    double precision, double recall, double density, double coverage) {
  /** The least number of images: a half has more than five, the neighbours of coverage. */
  public static final int LEAST_IMAGES = 12;

  /** 95 % of a normal distribution lies within this many standard deviations. */
  private static final double SURE = 1.96;

  /**
   * Returns the deviations.
   *
   * @param real {@code [count, size]}, at least 12 images
   * @param generated like {@code real}, for equally many images
   * @param seed the seed for choosing the parts
   */
  public static NeighbourDeviations of(FloatTensor real, FloatTensor generated, long seed) {
    Features all = Features.of("real features", real);
    Features samples = Features.asMany(all, "generated features", generated);
    List<PartSpread> found = new NeighbourParts(all, seed).of(samples);
    return new NeighbourDeviations(
        found.get(0).deviation(),
        found.get(1).deviation(),
        found.get(2).deviation(),
        found.get(3).deviation());
  }

  /**
   * Returns a measure's deviation.
   *
   * @throws IllegalArgumentException if it is none of the four
   */
  public double of(Measure measure) {
    return switch (measure) {
      case PRECISION -> precision;
      case RECALL -> recall;
      case DENSITY -> density;
      case COVERAGE -> coverage;
      case FRECHET_DISTANCE, KERNEL_DISTANCE, CLASS_DISTANCE ->
          throw new IllegalArgumentException(measure + "");
    };
  }

  /** Returns the lower end of the 95 % confidence interval around a measure's value. */
  public double low(Measure measure, double value) {
    return Math.max(0, value - SURE * of(measure));
  }

  /** Returns the upper end of that interval; 1 at most for a share. */
  public double high(Measure measure, double value) {
    double high = value + SURE * of(measure);
    return measure == Measure.DENSITY ? high : Math.min(1, high);
  }
}
