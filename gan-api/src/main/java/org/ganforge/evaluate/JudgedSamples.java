package org.ganforge.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;
import org.jspecify.annotations.Nullable;

/**
 * Generated images as a classifier sees them. Only a few hundred images exist at a time and only
 * the first few are kept, so that memory does not limit their number.
 *
 * @param classes how many show each class, and none
 * @param features the features of the first ones, {@code [count, size]}
 * @param first the first few images
 * @param score the {@link ClassifierScore} of those whose features are kept
 * @param agreement how many show the requested class; null if the GAN has no classes
 */
public record JudgedSamples(
    ClassCoverage classes,
    FloatTensor features,
    FloatTensor first,
    double score,
    @Nullable ClassAgreement agreement) {
  /**
   * Generates samples and classifies them.
   *
   * @param count how many to generate
   * @param measured for how many to keep the features, at most all
   * @param kept how many images to keep, at most all
   * @param seed the seed of the noise; the same seed gives the same images, and a larger count
   *     starts with them
   */
  public static JudgedSamples of(
      GanTrainer trainer,
      ImageClassifier classifier,
      int count,
      int measured,
      int kept,
      long seed) {
    ValueRange range = trainer.gan().data().range();
    List<Integer> shown = new ArrayList<>();
    List<FloatTensor> features = new ArrayList<>();
    List<FloatTensor> first = new ArrayList<>();
    ClassifierScore score = ClassifierScore.ofClasses(classifier.classNames().size());
    Samples.generate(
        trainer,
        count,
        seed,
        images -> {
          for (int label : classifier.classify(images, range)) {
            shown.add(label);
          }
          addUpTo(
              measured,
              features,
              images,
              some -> {
                score.add(classifier.probabilities(some, range));
                return classifier.features(some, range);
              });
          addUpTo(kept, first, images, some -> some);
        });
    return new JudgedSamples(
        ClassCoverage.of(
            classifier.classNames(), shown.stream().mapToInt(Integer::intValue).toArray()),
        FloatTensor.concat(features),
        FloatTensor.concat(first),
        score.value(),
        agreement(trainer.gan().classes(), classifier.classNames(), shown));
  }

  /** If the GAN's classes are not the classifier's, it was trained on other images. */
  private static @Nullable ClassAgreement agreement(
      int classes, List<String> classNames, List<Integer> shown) {
    return classes == 0 || classes != classNames.size()
        ? null
        : ClassAgreement.of(classNames, labels(shown.size(), classes), shown);
  }

  /**
   * Returns the labels that a conditional generator was given for the first samples.
   *
   * @param count how many
   */
  public static List<Integer> labels(int count, int classes) {
    return IntStream.range(0, count).map(i -> Samples.label(i, classes)).boxed().toList();
  }

  private static void addUpTo(
      int most, List<FloatTensor> parts, FloatTensor next, UnaryOperator<FloatTensor> seen) {
    int missing = most - parts.stream().mapToInt(FloatTensor::count).sum();
    if (missing > 0) {
      parts.add(seen.apply(next.slice(0, Math.min(missing, next.count()))));
    }
  }
}
