package org.ganforge.run;

import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.evaluate.JudgedSamples;
import org.ganforge.evaluate.StackedClassifier;
import org.ganforge.layer.FloatTensor;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the samples of several trainers: equally many of each, from the same noise seed, by the
 * same classifier, against the same real images. It keeps the classifier open until it is closed.
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
   * Opens the classifier of the images, training it first if necessary.
   *
   * @param count how many samples of each trainer to judge
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

  /**
   * The results for the samples of one trainer.
   *
   * @param features the features of the first samples
   */
  record Judged(Evaluation evaluation, FloatTensor features) {}

  /**
   * Judges the samples of a trainer.
   *
   * @param hasDeviations whether the figures get deviations
   */
  Judged judge(GanTrainer trainer, boolean hasDeviations) {
    JudgedSamples samples =
        JudgedSamples.of(
            trainer,
            classifier,
            count,
            EvaluationFigures.MOST_MEASURED,
            EvaluationFigures.MOST_COMPARED,
            seed);
    RealFigures known = real(samples.features().count(), samples.features().shape().dim(1));
    ValueRange range = trainer.gan().data().range();
    Evaluation evaluation =
        new Evaluation(
            trainer.iteration(),
            seed,
            classifier.digest(),
            images,
            samples.classes(),
            data,
            samples.score(),
            quality,
            known == null
                ? null
                : EvaluationFigures.of(
                    known,
                    images.learned(),
                    samples.features(),
                    samples.first(),
                    range,
                    seed,
                    hasDeviations),
            ClassFigures.of(known == null ? null : known.features(), images.learned(), samples));
    return new Judged(evaluation, samples.features());
  }

  /**
   * Returns the features of the real images; null if there are not more of them, or of the samples,
   * than features, since the covariance would not have full rank.
   */
  private @Nullable RealFigures real(int samples, int features) {
    int most = RealFeatures.count(images.learned(), images.unseen(), samples);
    if (real == null && most > features) {
      real = RealFigures.of(classifier, images, most, seed);
    }
    return real;
  }

  /** Returns the real images that all were measured against; null if there were too few. */
  @Nullable RealFeatures real() {
    RealFigures known = real;
    return known == null ? null : known.features();
  }

  @Override
  public void close() {
    classifier.close();
  }
}
