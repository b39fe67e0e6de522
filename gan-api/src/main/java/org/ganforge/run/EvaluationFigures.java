package org.ganforge.run;

import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.evaluate.NearestImages;
import org.ganforge.evaluate.SampleMeasures;
import org.ganforge.layer.FloatTensor;

/**
 * How like the real images samples are, in the features of a network, beside the same of real
 * images: what nobody can do better than.
 *
 * @param samples against images that the run has learned
 * @param floor real images that the run has not learned, against the same; where there are none,
 *     other ones that it has
 * @param isFloorUnseen whether the floor's images are some that the run has not learned
 * @param nearest for each of the first samples, the learned image that it is most like
 * @param neighbours a few of those beside what they are most like
 */
public record EvaluationFigures(
    SampleMeasures samples,
    SampleMeasures floor,
    boolean isFloorUnseen,
    NearestImages nearest,
    SampleNeighbours neighbours) {
  /** Of at most so many images the features are compared, each with each. */
  static final int MOST_MEASURED = 5_000;

  /** At most so many samples are compared with every learned image, pixel by pixel. */
  static final int MOST_COMPARED = 500;

  /**
   * Returns the figures of samples.
   *
   * @param features what the network sees in them, as many or more than in the real images
   * @param first the first few of them
   */
  static EvaluationFigures of(
      RealFigures real,
      ImageDataset learned,
      FloatTensor features,
      FloatTensor first,
      ValueRange range,
      long seed) {
    FloatTensor known = real.features().learned();
    NearestImages nearest = NearestImages.among(learned, first, range);
    return new EvaluationFigures(
        SampleMeasures.between(known, features.slice(0, known.count()), seed),
        real.floor(),
        real.features().isUnseen(),
        nearest,
        SampleNeighbours.of(real.features(), learned, features, first, nearest, range));
  }
}
