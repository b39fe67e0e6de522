package org.ganforge.run;

import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.evaluate.JudgedSamples;
import org.ganforge.evaluate.NearestImages;
import org.ganforge.evaluate.SampleMeasures;
import org.ganforge.layer.FloatTensor;

/**
 * How like the real images samples are, in the features of the classifier, beside the same of real
 * images: what nobody can do better than.
 *
 * @param samples against images that the run has learned
 * @param floor real images that the run has not learned, against the same; where there are none,
 *     other ones that it has
 * @param isFloorUnseen whether the floor's images are some that the run has not learned
 * @param nearest for each of the first samples, the learned image that it is most like
 */
public record EvaluationFigures(
    SampleMeasures samples, SampleMeasures floor, boolean isFloorUnseen, NearestImages nearest) {
  /** Of at most so many images the features are compared, each with each. */
  static final int MOST_MEASURED = 5_000;

  /** At most so many samples are compared with every learned image, pixel by pixel. */
  static final int MOST_COMPARED = 500;

  static EvaluationFigures of(
      RealFigures real, ImageDataset learned, JudgedSamples samples, ValueRange range, long seed) {
    FloatTensor features = samples.features().slice(0, real.features().learned().count());
    return new EvaluationFigures(
        SampleMeasures.between(real.features().learned(), features, seed),
        real.floor(),
        real.features().isUnseen(),
        NearestImages.among(learned, samples.first(), range));
  }
}
