package org.ganforge.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.Batch;
import org.ganforge.GanTrainer;
import org.ganforge.data.ImageDataset;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * A discriminator's scores for images it was trained on, for unseen real images, and for samples.
 * If the training images score higher than unseen real ones, it has memorized them.
 *
 * @param learned its outputs for some training images
 * @param unseen its outputs for as many real images that were not trained on; empty if there are
 *     none
 * @param samples its outputs for as many samples
 * @param threshold the output that separates real from generated
 */
public record DiscriminatorScores(
    List<Double> learned, List<Double> unseen, List<Double> samples, double threshold) {
  private static final int BATCH = 100;

  /** Copies the lists. */
  public DiscriminatorScores {
    learned = List.copyOf(learned);
    unseen = List.copyOf(unseen);
    samples = List.copyOf(samples);
  }

  /**
   * Returns the scores of some images of each kind.
   *
   * @param run the run with the images
   * @param trainer the run's networks
   * @param count how many of each kind, at most all
   * @param seed the seed of the samples and of the choice
   * @throws org.ganforge.error.InvalidInputException if the images cannot be found or have changed
   */
  public static DiscriminatorScores of(Run run, GanTrainer trainer, int count, long seed) {
    ImageDataset unseen = LearnedImages.someUnseen(run.info(), run.settings(), count, seed);
    return new DiscriminatorScores(
        ofReal(trainer, run.images(count, seed)),
        unseen == null ? List.of() : ofReal(trainer, unseen),
        ofSamples(trainer, count, seed),
        trainer.gan().objective().threshold());
  }

  /** Returns the mean of some scores. */
  public static double mean(List<Double> scores) {
    return scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** Returns the share of some images, 0 to 1, that are judged real. */
  public double realShare(List<Double> scores) {
    return (double) scores.stream().filter(score -> score > threshold).count() / scores.size();
  }

  private static List<Double> ofReal(GanTrainer trainer, ImageDataset images) {
    List<Double> scores = new ArrayList<>();
    for (int from = 0; from < images.count(); from += BATCH) {
      int[] some = IntStream.range(from, Math.min(images.count(), from + BATCH)).toArray();
      FloatTensor batch = images.images(trainer.gan().data().range(), some);
      // A network of rows takes rows as input.
      FloatTensor shaped =
          FloatTensor.wrap(
              trainer.gan().generator().outputShape().times(some.length), batch.toArray());
      addAll(scores, trainer, shaped, labels(trainer, images, some));
    }
    return scores;
  }

  private static @Nullable FloatTensor labels(
      GanTrainer trainer, ImageDataset images, int... some) {
    if (trainer.gan().classes() == 0) {
      return null;
    }
    float[] labels = new float[some.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = images.label(some[i]);
    }
    return FloatTensor.wrap(TensorShape.of(labels.length, 1), labels);
  }

  private static List<Double> ofSamples(GanTrainer trainer, int count, long seed) {
    List<Double> scores = new ArrayList<>();
    for (int done = 0; done < count; done += BATCH) {
      int some = Math.min(BATCH, count - done);
      FloatTensor images = trainer.sample(some, Seeds.derive(seed, "scores/" + done));
      FloatTensor labels = trainer.gan().classes() == 0 ? null : trainer.labels(some);
      addAll(scores, trainer, images, labels);
    }
    return scores;
  }

  private static void addAll(
      List<Double> scores, GanTrainer trainer, FloatTensor images, @Nullable FloatTensor labels) {
    Batch batch = Batch.of(images);
    FloatTensor found = trainer.score(labels == null ? batch : batch.withLabels(labels));
    for (int i = 0; i < found.shape().size(); i++) {
      scores.add((double) found.get(i));
    }
  }
}
