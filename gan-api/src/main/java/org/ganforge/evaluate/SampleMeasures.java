package org.ganforge.evaluate;

import org.ganforge.layer.FloatTensor;
import org.ganforge.train.Measure;

/**
 * How like real images others are, by all measures at once, in the features of a network. No
 * measure alone can be trusted: one good image repeated is precise, a copy of the data has no
 * distance ({@link NearestImages} finds that).
 *
 * <p>A figure says little without its floor: the same of real images that nobody has learned. Only
 * figures of equally many images in the same features compare, and none of them is a FID, whose
 * features are Inception's.
 *
 * @param count how many images were measured
 * @param frechetDistance 0 is best; see {@link FrechetDistance}
 * @param kernelDistance about 0 is best
 * @param manifolds how much of what is generated looks real, and the reverse
 * @param balls how densely generated images lie among real ones
 */
public record SampleMeasures(
    int count,
    double frechetDistance,
    KernelDistance kernelDistance,
    PrecisionRecall manifolds,
    DensityCoverage balls) {
  /**
   * Returns all measures. They take time as the square of the number of images.
   *
   * @param real {@code [count, size]}, such as {@link org.ganforge.ImageClassifier#features} gives;
   *     more images than features
   * @param generated as {@code real}; best as many
   * @param seed of the kernel distance's choices
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
   * Returns the number that a measure is.
   *
   * @throws IllegalArgumentException if it is none of these, but one of classes
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
