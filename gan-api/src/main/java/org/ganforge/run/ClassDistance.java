package org.ganforge.run;

import java.util.function.ToDoubleFunction;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.evaluate.ClassCoverage;
import org.jspecify.annotations.Nullable;

/**
 * How far the shares of the classes among a trainer's samples are from those among the images that
 * it learns: what {@link Run#evaluate} measures, on fewer samples, always of the same noise.
 */
final class ClassDistance implements ToDoubleFunction<GanTrainer>, AutoCloseable {
  private static final int SAMPLES = 1000;

  private final ImageClassifier classifier;
  private final ClassCoverage data;

  private ClassDistance(ImageClassifier classifier, ClassCoverage data) {
    this.classifier = classifier;
    this.data = data;
  }

  /**
   * Opens the classifier of the images, which is trained where it never was.
   *
   * @param source all of the data set
   * @return null where the plan does not ask for the best checkpoint
   * @throws org.ganforge.error.InvalidInputException if the images have no labels, or are more than
   *     memory holds
   */
  static @Nullable ClassDistance open(
      GanBackend backend, Gan gan, ImageSource source, RunListener listener) {
    if (!gan.recording().checkpoints().best()) {
      return null;
    }
    ImageDataset images = source.inMemory();
    ImageDataset learned = gan.data().select(images);
    ImageClassifier classifier =
        backend.classifier(
            images,
            (step, steps, loss) -> listener.on(new RunEvent.ClassifierStep(step, steps, loss)));
    return new ClassDistance(classifier, ClassCoverage.of(classifier.classNames(), learned));
  }

  @Override
  public double applyAsDouble(GanTrainer trainer) {
    return ClassCoverage.ofSamples(trainer, classifier, SAMPLES, 0).distanceFrom(data);
  }

  @Override
  public void close() {
    classifier.close();
  }
}
