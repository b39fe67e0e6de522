package org.ganforge.evaluate;

import org.ganforge.layer.FloatTensor;
import org.ganforge.train.Measure;

/**
 * How similar generated images are to real ones, by all measures in a network's features. No single
 * measure can be trusted: one good image repeated is precise, and a copy of the data has no
 * distance ({@link NearestImages} detects that).
 *
 * <p>A value says little without its floor: the same measure for real images that were not trained
 * on. Values are only comparable for equally many images in the same features, and none of them is
 * a FID, which uses Inception's features.
 *
 * @param count how many images were measured
 * @param frechetDistance 0 is best; see {@link FrechetDistance}
 * @param kernelDistance about 0 is best
 * @param manifolds how many generated images look real, and how many real ones are covered
 * @param balls how densely generated images lie among real ones
 */
public record SampleMeasures(
    int count,
    double frechetDistance,
    KernelDistance kernelDistance,
    PrecisionRecall manifolds,
    DensityCoverage balls) {
  /**
   * Returns all measures. The time is quadratic in the number of images.
   *
   * @param real {@code [count, size]}, as returned by {@link
   *     org.ganforge.ImageClassifier#features}; more images than features
   * @param generated like {@code real}; preferably equally many
   * @param seed the seed of the kernel distance's parts
   */
  public static SampleMeasures between(FloatTensor real, FloatTensor generated, long seed) {
    return new SampleMeasures(
        generated.count(),
        FrechetDistance.between(real, generated),
        KernelDistance.between(real, generated, seed),
        PrecisionRecall.between(real, generated),
        DensityCoverage.between(real, generated));
  }

  /**
   * Returns the value of a measure.
   *
   * @throws IllegalArgumentException if it is a measure of classes
   */
  public double value(Measure measure) {
    return switch (measure) {
      case FRECHET_DISTANCE -> frechetDistance;
      case KERNEL_DISTANCE -> kernelDistance.mean();
      case PRECISION -> manifolds.precision();
      case RECALL -> manifolds.recall();
      case DENSITY -> balls.density();
      case COVERAGE -> balls.coverage();
      case CLASS_DISTANCE -> throw new IllegalArgumentException(measure + "");
    };
  }
}
