package org.ganforge.run;

import java.util.stream.IntStream;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.evaluate.JudgedSamples;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of a run show, and how good they are. See {@link Run#evaluate}.
 *
 * @param iteration how many iterations the generator has been trained for
 * @param seed of the samples
 * @param images those that the run has learned
 * @param samples their classes, as the classifier sees them
 * @param data the classes of the images that the run has learned, by their labels
 * @param judge how good the classifier is on images that it has not seen; null where there are none
 * @param figures how like the real images the samples are; null where there are too few of either
 */
public record Evaluation(
    long iteration,
    long seed,
    LearnedImages images,
    ClassCoverage samples,
    ClassCoverage data,
    @Nullable Judge judge,
    @Nullable EvaluationFigures figures) {
  /**
   * How good a classifier is on images whose labels are known.
   *
   * @param accuracy the share that shows the class of its label to it, 0 to 1
   * @param none the share that shows it no class
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

  static Evaluation of(
      GanTrainer trainer, ImageClassifier classifier, LearnedImages images, int count, long seed) {
    JudgedSamples samples =
        JudgedSamples.of(
            trainer,
            classifier,
            count,
            EvaluationFigures.MOST_MEASURED,
            EvaluationFigures.MOST_COMPARED,
            seed);
    ImageDataset test = images.test();
    return new Evaluation(
        trainer.iteration(),
        seed,
        images,
        samples.classes(),
        ClassCoverage.of(classifier.classNames(), images.learned()),
        test == null ? null : Judge.of(classifier, test),
        EvaluationFigures.of(classifier, images, samples, trainer.gan().data().range(), seed));
  }
}
