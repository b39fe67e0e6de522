package org.ganforge.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;

/**
 * Generated images as a classifier sees them. The images themselves are made a few hundred at a
 * time and forgotten, but for the first few, so that memory sets no limit to their number.
 *
 * @param classes how many show each class, and none
 * @param features what the classifier sees in each of the first ones, {@code [count, size]}
 * @param first the first few images
 */
public record JudgedSamples(ClassCoverage classes, FloatTensor features, FloatTensor first) {
  /**
   * Returns samples and what the classifier makes of them.
   *
   * @param count how many are generated
   * @param measured of how many the features are kept, all where there are fewer
   * @param kept how many images are kept, all where there are fewer
   * @param seed of the noise; the same gives the same images, and a greater count begins with them
   */
  public static JudgedSamples of(
      GanTrainer trainer,
      ImageClassifier classifier,
      int count,
      int measured,
      int kept,
      long seed) {
    ValueRange range = trainer.gan().data().range();
    IntStream.Builder labels = IntStream.builder();
    List<FloatTensor> features = new ArrayList<>();
    List<FloatTensor> first = new ArrayList<>();
    Samples.generate(
        trainer,
        count,
        seed,
        images -> {
          for (int label : classifier.classify(images, range)) {
            labels.add(label);
          }
          addUpTo(measured, features, classifier.features(images, range));
          addUpTo(kept, first, images);
        });
    return new JudgedSamples(
        ClassCoverage.of(classifier.classNames(), labels.build().toArray()),
        FloatTensor.concat(features),
        FloatTensor.concat(first));
  }

  private static void addUpTo(int most, List<FloatTensor> parts, FloatTensor next) {
    int missing = most - parts.stream().mapToInt(FloatTensor::count).sum();
    if (missing > 0) {
      parts.add(next.slice(0, Math.min(missing, next.count())));
    }
  }
}
