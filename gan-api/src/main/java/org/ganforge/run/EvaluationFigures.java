package org.ganforge.run;

import java.util.Arrays;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.evaluate.JudgedSamples;
import org.ganforge.evaluate.NearestImages;
import org.ganforge.evaluate.SampleMeasures;
import org.ganforge.layer.FloatTensor;
import org.jspecify.annotations.Nullable;

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

  private static final int BATCH = 500;

  static @Nullable EvaluationFigures of(
      ImageClassifier classifier,
      LearnedImages images,
      JudgedSamples samples,
      ValueRange range,
      long seed) {
    ImageDataset learned = images.learned();
    ImageDataset test = images.test();
    int halves = learned.count() / 2;
    int count =
        Math.min(
            samples.features().count(), Math.min(halves, test == null ? halves : test.count()));
    if (count <= samples.features().shape().dim(1)) {
      return null; // fewer images than features have no covariance of full rank
    }
    int[] chosen = learned.randomIndices(2 * count, seed);
    FloatTensor real = features(classifier, learned, Arrays.copyOf(chosen, count));
    FloatTensor others =
        test == null
            ? features(classifier, learned, Arrays.copyOfRange(chosen, count, 2 * count))
            : features(classifier, test, test.randomIndices(count, seed));
    return new EvaluationFigures(
        SampleMeasures.between(real, samples.features().slice(0, count), seed),
        SampleMeasures.between(real, others, seed),
        test != null,
        NearestImages.among(learned, samples.first(), range));
  }

  private static FloatTensor features(
      ImageClassifier classifier, ImageDataset images, int[] chosen) {
    FloatTensor[] parts = new FloatTensor[(chosen.length + BATCH - 1) / BATCH];
    for (int part = 0; part < parts.length; part++) {
      int from = part * BATCH;
      int[] some = Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + BATCH));
      parts[part] =
          classifier.features(images.images(ValueRange.ZERO_TO_ONE, some), ValueRange.ZERO_TO_ONE);
    }
    return FloatTensor.concat(Arrays.asList(parts));
  }
}
