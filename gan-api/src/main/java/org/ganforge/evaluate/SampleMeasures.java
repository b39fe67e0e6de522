package org.ganforge.evaluate;

import org.ganforge.ImageClassifier;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;

/**
 * How like real images generated ones are, by all measures at once, in the features of a
 * classifier. No measure alone can be trusted: grey images have few classes, one good image
 * repeated is precise, a copy of the data has no distance ({@link NearestImages} finds that).
 *
 * <p>A figure says little without its floor: the same of real images that the classifier has not
 * learned. Only figures of equally many images by the same classifier compare, and none of them is
 * a FID, which is Inception's.
 *
 * @param count how many generated images there were
 * @param frechetDistance 0 is best; see {@link FrechetDistance}
 * @param kernelDistance about 0 is best
 * @param manifolds how much of what is generated looks real, and the reverse
 * @param balls how densely generated images lie among real ones
 * @param classes how many of the generated images show each class, and none
 */
public record SampleMeasures(
    int count,
    double frechetDistance,
    KernelDistance kernelDistance,
    PrecisionRecall manifolds,
    DensityCoverage balls,
    ClassCoverage classes) {
  /**
   * Returns all measures. They take time as the square of the number of images: some seconds for
   * ten thousand.
   *
   * @param real {@code [count, height, width, channels]}
   * @param generated as {@code real}; best as many
   * @param range what the numbers for black and white are, in both
   * @param seed of the kernel distance's choices
   */
  public static SampleMeasures between(
      ImageClassifier classifier,
      FloatTensor real,
      FloatTensor generated,
      ValueRange range,
      long seed) {
    FloatTensor realFeatures = classifier.features(real, range);
    FloatTensor features = classifier.features(generated, range);
    return new SampleMeasures(
        generated.count(),
        FrechetDistance.between(realFeatures, features),
        KernelDistance.between(realFeatures, features, seed),
        PrecisionRecall.between(realFeatures, features),
        DensityCoverage.between(realFeatures, features),
        ClassCoverage.of(classifier.classNames(), classifier.classify(generated, range)));
  }
}
