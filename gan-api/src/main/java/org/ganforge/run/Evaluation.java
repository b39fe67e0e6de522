package org.ganforge.run;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.train.Measure;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation of a run's samples: their classes and quality. See {@link Run#evaluate}.
 *
 * @param iteration how many iterations the generator has been trained for
 * @param seed the seed of the samples
 * @param backbone the SHA-256 of the classifier: figures are comparable only if it is the same
 * @param images the run's training images
 * @param samples the samples' classes, according to the classifier
 * @param data the training images' classes, according to their labels
 * @param score the {@link org.ganforge.evaluate.ClassifierScore} of the samples
 * @param judge how good the classifier is on unseen images; null if there are none
 * @param figures how similar the samples are to real images; null if there are too few of either
 * @param byClass the quality of each class; null if the GAN is not conditional
 */
public record Evaluation(
    long iteration,
    long seed,
    String backbone,
    LearnedImages images,
    ClassCoverage samples,
    ClassCoverage data,
    double score,
    @Nullable Judge judge,
    @Nullable EvaluationFigures figures,
    @Nullable ClassFigures byClass) {
  /**
   * How good a classifier is on images with known labels.
   *
   * @param accuracy the share that it assigns to the class of their label, 0 to 1
   * @param none the share that it assigns to no class
   */
  public record Judge(double accuracy, double none) {
    static Judge of(ImageClassifier classifier, ImageDataset images) {
      int[] shown = classifier.classify(images);
      double right =
          IntStream.range(0, shown.length).filter(i -> shown[i] == images.label(i)).count();
      return new Judge(
          right / shown.length, ClassCoverage.of(classifier.classNames(), shown).noneShare());
    }
  }

  /** Returns the value of a measure; empty if there are too few samples or real images for it. */
  public OptionalDouble value(Measure measure) {
    if (measure == Measure.CLASS_DISTANCE) {
      return OptionalDouble.of(samples.distanceFrom(data));
    }
    return figures == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(figures.samples().value(measure));
  }
}
