package org.ganforge;

import java.nio.file.Path;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.layer.FloatTensor;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.LogDigest;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.jspecify.annotations.Nullable;

/**
 * A compiled GAN with its weights and optimizer states. It holds native memory until it is closed;
 * after that every method except {@link #gan()}, {@link #forms()}, {@link #stop()} and {@link
 * #close()} throws {@link IllegalStateException}. Only one thread at a time may use it; another
 * gets the same exception, except from these four methods. During training, a listener on the
 * training thread may inspect, sample, save, stop and close it; methods that would change it throw.
 *
 * <p>Training, by iterations or by single updates, throws {@link
 * org.ganforge.train.DivergenceException} if a loss, a gradient or a weight is not finite. The
 * affected update is not applied; earlier updates in the same iteration are.
 *
 * <p>Noise is {@code [count, length]}; images are {@code [count, height, width, channels]} (or
 * {@code [count, length]} for a discriminator of rows) in the spec's value range.
 */
public interface GanTrainer extends GanGenerator {
  /**
   * Returns the form of each convolution and matrix product by what it computes, in order; empty if
   * the backend's own operations are used. Forms differ only in rounding; the same forms give the
   * same bits.
   */
  Map<String, String> forms();

  /** Returns how many iterations are done. */
  long iteration();

  /** Trains until the plan's last iteration. */
  TrainingReport train(TrainingListener... listeners);

  /**
   * Trains until a total of {@code iteration} iterations are done; does nothing if they already
   * are.
   */
  TrainingReport trainUntil(long iteration, TrainingListener... listeners);

  /**
   * Asks a running training to stop after its current iteration; does nothing if none is running.
   */
  void stop();

  /**
   * Updates the discriminator once on {@code real} images, on images generated (in the mode of the
   * plan's {@link org.ganforge.train.Fakes}) from {@code noise}, or on both in one batch; at least
   * one of the two must be given, with labels if the GAN is conditional. In training mode the
   * generator's moving averages include the batch.
   *
   * @return the batch's metrics before the update
   */
  BatchMetrics updateDiscriminator(@Nullable Batch real, @Nullable Batch noise);

  /** Updates the discriminator of a GAN without labels, like the method that takes batches. */
  default BatchMetrics updateDiscriminator(
      @Nullable FloatTensor real, @Nullable FloatTensor noise) {
    return updateDiscriminator(
        real == null ? null : Batch.of(real), noise == null ? null : Batch.of(noise));
  }

  /**
   * Updates the generator once on {@code noise}, with labels if the GAN is conditional.
   *
   * @param real images with which a relativistic objective compares the generated ones; null for
   *     images of the data set, or if the objective is not relativistic
   * @return the batch's metrics before the update
   */
  BatchMetrics updateGenerator(@Nullable Batch real, Batch noise);

  /**
   * Updates the generator once on {@code noise}, with real images from the data set if the
   * objective needs them.
   */
  default BatchMetrics updateGenerator(Batch noise) {
    return updateGenerator(null, noise);
  }

  /** Updates the generator of a GAN without labels once on {@code noise}. */
  default BatchMetrics updateGenerator(FloatTensor noise) {
    return updateGenerator(Batch.of(noise));
  }

  /** Returns the metrics of {@link #updateDiscriminator} in inference mode, without an update. */
  BatchMetrics evaluateDiscriminator(@Nullable Batch real, @Nullable Batch noise);

  /** Returns the same metrics for a GAN without labels. */
  default BatchMetrics evaluateDiscriminator(
      @Nullable FloatTensor real, @Nullable FloatTensor noise) {
    return evaluateDiscriminator(
        real == null ? null : Batch.of(real), noise == null ? null : Batch.of(noise));
  }

  /** Returns the metrics of {@link #updateGenerator} in inference mode, without an update. */
  BatchMetrics evaluateGenerator(@Nullable Batch real, Batch noise);

  /** Returns the same metrics, with real images from the data set if the objective needs them. */
  default BatchMetrics evaluateGenerator(Batch noise) {
    return evaluateGenerator(null, noise);
  }

  /** Returns the same metrics for a GAN without labels. */
  default BatchMetrics evaluateGenerator(FloatTensor noise) {
    return evaluateGenerator(Batch.of(noise));
  }

  /**
   * Returns the discriminator's outputs {@code [count, 1]} for images, in inference mode, with
   * labels if the GAN is conditional. If it compares images ({@link
   * org.ganforge.layer.MinibatchStdDev}), outputs depend on the order of the batch, as they do in
   * an exported model, and batches of more than a few hundred images are judged in equal parts.
   */
  FloatTensor score(Batch images);

  /**
   * Returns the same outputs, each at its image's place, for images that were judged in a random
   * order, as in training. So it makes no difference whether they are sorted by class, or cycle
   * through the classes as samples do.
   *
   * @param seed the seed of the order
   */
  default FloatTensor scoreShuffled(Batch images, long seed) {
    ShuffledBatch shuffled = ShuffledBatch.of(images, seed);
    return shuffled.restored(score(shuffled.batch()));
  }

  /**
   * Returns the auxiliary classifier's outputs for images, in inference mode: {@code [count,
   * classes]}, probabilities or logits depending on the discriminator.
   *
   * @throws InvalidInputException if the discriminator has no second output
   */
  default FloatTensor classes(FloatTensor images) {
    throw new InvalidInputException(
        "classes",
        "a discriminator whose second output predicts the class",
        "one output",
        "ask for scores alone");
  }

  /** Returns the outputs for images, for a discriminator without labels. */
  default FloatTensor score(FloatTensor images) {
    return score(Batch.of(images));
  }

  /**
   * Returns all weights by their names, {@code generator/dense_1/kernel}, as trained, including the
   * moving statistics of BatchNormalization. With a {@link
   * org.ganforge.regularization.SpectralNorm} they are not yet divided; exported weights are.
   */
  Map<String, FloatTensor> weights();

  /**
   * Returns the gradients of the next update of each network, by the weights' names: with the
   * current weights, on the batch that training takes next, penalties included, before they are
   * clipped or accumulated. A weight that is not trained has none. If the discriminator learns real
   * and generated images separately, the update is the one on real images. Nothing is changed, and
   * training continues with the same bits. If the next update is about to be refused, some numbers
   * are not finite.
   *
   * @throws IllegalStateException if it was opened without images
   */
  Map<String, FloatTensor> gradients();

  /**
   * Sets the named weights, and their moving averages if the GAN keeps any; others are unchanged.
   *
   * @throws InvalidInputException if a name or a shape is not the spec's; nothing is set then
   */
  void setWeights(Map<String, FloatTensor> weights);

  /**
   * Writes weights, optimizer states, counters and the spec into a new directory, whole or not at
   * all, with the SHA-256 of each file and a record of their origin.
   *
   * @throws InvalidInputException if the directory exists
   * @throws org.ganforge.train.DivergenceException if a weight is not finite
   * @throws IllegalStateException if an error has interrupted an iteration, since the weights then
   *     belong to no iteration
   */
  default void save(Path directory) {
    save(directory, null);
  }

  /**
   * Writes a new directory like {@link #save(Path)}, and records the current state of the run's
   * metrics log, for checking when the run is resumed.
   *
   * @param log the log's state; null if there is no log
   */
  void save(Path directory, @Nullable LogDigest log);

  /**
   * Restores the state that {@link #save(Path)} wrote. With the same plan and images, training then
   * continues bit for bit as if it had never stopped. The learning rates and the plan may differ
   * from the saved ones; the networks and the rest of the optimizers may not.
   *
   * @throws InvalidInputException if the directory holds no whole checkpoint of this spec; nothing
   *     is restored then
   */
  void restore(Path directory);

  /**
   * Writes networks for other programs, with their current weights, or for the generator those used
   * for sampling. Each gets a new directory, {@code generator} or {@code discriminator}, in the
   * given one, with each format, a {@code README.md}, a {@code load.py} that shows how to load it
   * in Python, {@code check/} with an input and its output, and {@code export.json} with versions
   * and digests. Every format is loaded again and compared with this trainer's output, in float32,
   * before the directories are moved into place, all of them or none.
   *
   * @throws InvalidInputException if one of the directories exists or cannot be written
   */
  void export(Export export, Path directory);

  /**
   * Frees the native memory; further calls do nothing. Waits for other threads' calls to finish;
   * running training is stopped after its current iteration. Called from a listener it only stops
   * the training, which frees the memory when it ends.
   */
  @Override
  void close();
}
