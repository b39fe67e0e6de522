package org.ganforge.run;

import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.evaluate.NearestImages;
import org.ganforge.evaluate.NeighbourDeviations;
import org.ganforge.evaluate.SampleMeasures;
import org.ganforge.layer.FloatTensor;
import org.jspecify.annotations.Nullable;

/**
 * How similar samples are to real images in a network's features, with the same measures for real
 * images as the best possible result.
 *
 * @param samples the samples against training images
 * @param deviations how certain four of these measures are; null if there are too few images, or in
 *     a comparison without them
 * @param floor unseen real images against the same; if there are none, other training images
 * @param isFloorUnseen whether the floor's images were not trained on
 * @param nearest for each of the first samples, the nearest training image
 * @param neighbours a few of those with their nearest images
 */
public record EvaluationFigures(
    SampleMeasures samples,
    @Nullable NeighbourDeviations deviations,
    SampleMeasures floor,
    boolean isFloorUnseen,
    NearestImages nearest,
    SampleNeighbours neighbours) {
  /** The most images whose features are compared pairwise. */
  static final int MOST_MEASURED = 5_000;

  /** The most samples that are compared with every training image, pixel by pixel. */
  static final int MOST_COMPARED = 500;

  /**
   * Returns the figures of samples.
   *
   * @param features the features of the samples, at least as many as of the real images
   * @param first the first few samples
   */
  static EvaluationFigures of(
      RealFigures real,
      ImageDataset learned,
      FloatTensor features,
      FloatTensor first,
      ValueRange range,
      long seed,
      boolean hasDeviations) {
    FloatTensor known = real.features().learned();
    FloatTensor measured = features.slice(0, known.count());
    NearestImages nearest = NearestImages.among(learned, first, range);
    return new EvaluationFigures(
        SampleMeasures.between(known, measured, seed),
        hasDeviations && known.count() >= NeighbourDeviations.LEAST_IMAGES
            ? NeighbourDeviations.of(known, measured, seed)
            : null,
        real.floor(),
        real.features().isUnseen(),
        nearest,
        SampleNeighbours.of(real.features(), learned, features, first, nearest, range));
  }
}
