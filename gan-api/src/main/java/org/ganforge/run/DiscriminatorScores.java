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
 * If it finds the training images more real than unseen real ones, it has memorized them. Images
 * are judged in equal parts of at most 100, in random order.
 *
 * @param learned its outputs for some training images
 * @param unseen its outputs for as many real images that were not trained on; empty if there are
 *     none
 * @param samples its outputs for as many samples
 * @param threshold the output that separates real from generated
 * @param isRealHigher whether real images are those above it; false if the objective's labels are
 *     the other way round
 */
public record DiscriminatorScores(
    List<Double> learned,
    List<Double> unseen,
    List<Double> samples,
    double threshold,
    boolean isRealHigher) {
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
        ofReal(trainer, run.images(count, seed), seed),
        unseen == null ? List.of() : ofReal(trainer, unseen, seed),
        ofSamples(trainer, count, seed),
        trainer.gan().objective().threshold(),
        trainer.gan().objective().isRealHigher());
  }

  /** Returns the mean of some scores. */
  public static double mean(List<Double> scores) {
    return scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** Returns the share of some images, 0 to 1, that are judged real. */
  public double realShare(List<Double> scores) {
    return (double) scores.stream().filter(this::isReal).count() / scores.size();
  }

  private boolean isReal(double score) {
    return isRealHigher ? score > threshold : score < threshold;
  }

  private static List<Double> ofReal(GanTrainer trainer, ImageDataset images, long seed) {
    List<Double> scores = new ArrayList<>();
    int parts = parts(images.count());
    for (int part = 0; part < parts; part++) {
      int from = from(part, parts, images.count());
      int[] some = IntStream.range(from, from(part + 1, parts, images.count())).toArray();
      FloatTensor batch = images.images(trainer.gan().data().range(), some);
      // A network of rows takes rows as input.
      FloatTensor shaped =
          FloatTensor.wrap(
              trainer.gan().generator().outputShape().times(some.length), batch.toArray());
      addAll(scores, trainer, shaped, labels(trainer, images, some), seed);
    }
    return scores;
  }

  private static int parts(int count) {
    return (count + BATCH - 1) / BATCH;
  }

  /**
   * Returns where a part begins; sizes differ by one at most, so that no part is a single image.
   */
  private static int from(int part, int parts, int count) {
    return (int) ((long) part * count / parts);
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
    int parts = parts(count);
    for (int part = 0; part < parts; part++) {
      int some = from(part + 1, parts, count) - from(part, parts, count);
      FloatTensor noise = trainer.noise(some, Seeds.derive(seed, "scores/" + scores.size()));
      FloatTensor labels = cycled(trainer.gan().classes(), scores.size(), some);
      addAll(scores, trainer, trainer.generate(new Batch(noise, labels)), labels, seed);
    }
    return scores;
  }

  /** Returns labels that continue the cycle through all classes; null without classes. */
  private static @Nullable FloatTensor cycled(int classes, int from, int count) {
    if (classes == 0) {
      return null;
    }
    float[] labels = new float[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (from + i) % classes;
    }
    return FloatTensor.wrap(TensorShape.of(count, 1), labels);
  }

  private static void addAll(
      List<Double> scores,
      GanTrainer trainer,
      FloatTensor images,
      @Nullable FloatTensor labels,
      long seed) {
    FloatTensor found =
        trainer.scoreShuffled(
            new Batch(images, labels), Seeds.derive(seed, "scores/order/" + scores.size()));
    for (int i = 0; i < found.shape().size(); i++) {
      scores.add((double) found.get(i));
    }
  }
}
