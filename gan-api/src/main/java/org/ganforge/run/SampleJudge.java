package org.ganforge.run;

import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.evaluate.JudgedSamples;
import org.ganforge.evaluate.StackedClassifier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the samples of one trainer after the other: as many of each, of noise of the same seed,
 * by the same classifier, against the same real images. It holds the classifier until it is closed.
 */
final class SampleJudge implements AutoCloseable {
  private final LearnedImages images;
  private final ImageClassifier classifier;
  private final int count;
  private final long seed;
  private final ClassCoverage data;
  private final Evaluation.@Nullable Judge quality;
  private @Nullable RealFigures real;

  private SampleJudge(ImageClassifier classifier, LearnedImages images, int count, long seed) {
    this.images = images;
    this.classifier = classifier;
    this.count = count;
    this.seed = seed;
    ImageDataset test = images.test();
    this.data = ClassCoverage.of(classifier.classNames(), images.learned());
    this.quality = test == null ? null : Evaluation.Judge.of(classifier, test);
  }

  /**
   * Opens the classifier of the images, which is trained where it never was.
   *
   * @param count how many samples of each trainer are judged
   */
  static SampleJudge open(
      GanBackend backend, LearnedImages images, RunListener listener, int count, long seed) {
    ImageClassifier classifier =
        StackedClassifier.open(
            backend,
            images.all(),
            (step, steps, loss) -> listener.on(new RunEvent.ClassifierStep(step, steps, loss)));
    try {
      return new SampleJudge(classifier, images, count, seed);
    } catch (RuntimeException | Error e) {
      classifier.close();
      throw e;
    }
  }

  Evaluation evaluate(GanTrainer trainer) {
    JudgedSamples samples =
        JudgedSamples.of(
            trainer,
            classifier,
            count,
            EvaluationFigures.MOST_MEASURED,
            EvaluationFigures.MOST_COMPARED,
            seed);
    return new Evaluation(
        trainer.iteration(),
        seed,
        classifier.digest(),
        images,
        samples.classes(),
        data,
        quality,
        figures(trainer, samples));
  }

  private @Nullable EvaluationFigures figures(GanTrainer trainer, JudgedSamples samples) {
    int most = RealFeatures.count(images.learned(), images.unseen(), samples.features().count());
    if (most <= samples.features().shape().dim(1)) {
      return null; // fewer images than features have no covariance of full rank
    }
    RealFigures known = real;
    if (known == null) {
      known = RealFigures.of(classifier, images, most, seed);
      real = known;
    }
    return EvaluationFigures.of(
        known, images.learned(), samples, trainer.gan().data().range(), seed);
  }

  @Override
  public void close() {
    classifier.close();
  }
}
