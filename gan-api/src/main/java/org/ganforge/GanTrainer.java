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
 * after that every method but {@link #gan()}, {@link #forms()}, {@link #stop()} and {@link
 * #close()} throws {@link IllegalStateException}. One thread at a time may use it: another is
 * refused with the same exception, but these four may come from any. While it trains, a listener on
 * the training thread may look at it, sample, save, stop and close it, and is refused what would
 * change it.
 *
 * <p>Training, by iterations or by single updates, throws {@link
 * org.ganforge.train.DivergenceException} where a loss, a gradient or a weight is not finite. The
 * update concerned changes nothing then; updates before it in the same iteration have been made.
 *
 * <p>Noise is {@code [count, length]}; images are {@code [count, height, width, channels]} (or
 * {@code [count, length]} for a discriminator of rows) in the spec's value range.
 */
public interface GanTrainer extends GanGenerator {
  /**
   * Returns the form of each convolution and matrix product by what it computes, in order; empty
   * where the backend's own operations compute. Forms differ only in rounding: the same ones give
   * the same bits.
   */
  Map<String, String> forms();

  /** Returns how many iterations are done. */
  long iteration();

  /** Trains until the plan's last iteration. */
  TrainingReport train(TrainingListener... listeners);

  /**
   * Trains until {@code iteration} iterations are done in all; does nothing if they already are.
   */
  TrainingReport trainUntil(long iteration, TrainingListener... listeners);

  /**
   * Asks a running training to end after its current iteration; does nothing where none is running.
   */
  void stop();

  /**
   * Updates the discriminator once on {@code real} images, on images generated (in the mode of the
   * plan's {@link org.ganforge.train.Fakes}) from {@code noise}, or on both in one batch; at least
   * one of the two is given, with labels where the GAN is conditional. In training mode the
   * generator's moving averages take the batch up.
   *
   * @return the batch's metrics before the update
   */
  BatchMetrics updateDiscriminator(@Nullable Batch real, @Nullable Batch noise);

  /** Updates the discriminator of a GAN without labels as the method of batches does. */
  default BatchMetrics updateDiscriminator(
      @Nullable FloatTensor real, @Nullable FloatTensor noise) {
    return updateDiscriminator(
        real == null ? null : Batch.of(real), noise == null ? null : Batch.of(noise));
  }

  /**
   * Updates the generator once on {@code noise}, with labels where the GAN is conditional.
   *
   * @param real images that a relativistic objective compares the generated ones with; null for
   *     those of the data set, and where the objective is not relativistic
   * @return the batch's metrics before the update
   */
  BatchMetrics updateGenerator(@Nullable Batch real, Batch noise);

  /** Updates the generator once on {@code noise}, beside real images of the data set, if any. */
  default BatchMetrics updateGenerator(Batch noise) {
    return updateGenerator(null, noise);
  }

  /** Updates the generator of a GAN without labels once on {@code noise}. */
  default BatchMetrics updateGenerator(FloatTensor noise) {
    return updateGenerator(Batch.of(noise));
  }

  /**
   * Returns what {@link #updateDiscriminator} would show, all in inference mode; changes nothing.
   */
  BatchMetrics evaluateDiscriminator(@Nullable Batch real, @Nullable Batch noise);

  /** Returns the same of a GAN without labels. */
  default BatchMetrics evaluateDiscriminator(
      @Nullable FloatTensor real, @Nullable FloatTensor noise) {
    return evaluateDiscriminator(
        real == null ? null : Batch.of(real), noise == null ? null : Batch.of(noise));
  }

  /** Returns what {@link #updateGenerator} would show, all in inference mode; changes nothing. */
  BatchMetrics evaluateGenerator(@Nullable Batch real, Batch noise);

  /** Returns the same beside real images of the data set, if any. */
  default BatchMetrics evaluateGenerator(Batch noise) {
    return evaluateGenerator(null, noise);
  }

  /** Returns the same of a GAN without labels. */
  default BatchMetrics evaluateGenerator(FloatTensor noise) {
    return evaluateGenerator(Batch.of(noise));
  }

  /**
   * Returns the discriminator's outputs {@code [count, 1]} for images, in inference mode, with
   * labels where the GAN is conditional.
   */
  FloatTensor score(Batch images);

  /**
   * Returns what the auxiliary classifier makes of images, in inference mode: {@code [count,
   * classes]}, probabilities or logits as the discriminator's second output has them.
   *
   * @throws InvalidInputException if the discriminator has no second output
   */
  default FloatTensor classes(FloatTensor images) {
    throw new InvalidInputException(
        "classes",
        "a discriminator whose second output tells the class",
        "one output",
        "ask for scores alone");
  }

  /** Returns the outputs for images of a discriminator that takes no labels. */
  default FloatTensor score(FloatTensor images) {
    return score(Batch.of(images));
  }

  /**
   * Returns all weights by their names, {@code generator/dense_1/kernel}, as they were trained,
   * with the moving statistics of BatchNormalization. Under a {@link
   * org.ganforge.regularization.SpectralNorm} they are not yet divided; those of an export are.
   */
  Map<String, FloatTensor> weights();

  /**
   * Sets the named weights, and their moving averages where the GAN keeps any; the others stay.
   *
   * @throws InvalidInputException if a name or a shape is not the spec's; nothing is set then
   */
  void setWeights(Map<String, FloatTensor> weights);

  /**
   * Writes weights, optimizer states, counters and the spec into a new directory, whole or not at
   * all, with the SHA-256 of each file and what they are of.
   *
   * @throws InvalidInputException if the directory exists
   * @throws org.ganforge.train.DivergenceException if a weight is not finite
   * @throws IllegalStateException if an error has cut an iteration off, since the weights are those
   *     of no iteration then
   */
  default void save(Path directory) {
    save(directory, null);
  }

  /**
   * Writes a new directory as {@link #save(Path)} does, and into it what the run's log of metrics
   * holds so far, for whoever goes on with that log.
   *
   * @param log null where there is none
   */
  void save(Path directory, @Nullable LogDigest log);

  /**
   * Takes back what {@link #save(Path)} wrote. Under the same plan, on the same images, training
   * then goes on to the bit as if it had not stopped. The learning rates and the plan may be others
   * than they were; the networks and the rest of the optimizers may not.
   *
   * @throws InvalidInputException if the directory holds no whole checkpoint of this spec; nothing
   *     is restored then
   */
  void restore(Path directory);

  /**
   * Writes networks for other programs, with their weights as they are, or, of the generator, as it
   * is sampled. Each gets a new directory, {@code generator} or {@code discriminator}, in the given
   * one: each format, a {@code README.md}, a {@code load.py} that shows how Python loads it, {@code
   * check/} with an input and the output that belongs to it, and {@code export.json} with versions
   * and digests. Every form is loaded again and compared with this trainer's own output, in
   * float32, before the directories get their places; all of them are there whole, or none is.
   *
   * @throws InvalidInputException if one of the directories exists or cannot be written
   */
  void export(Export export, Path directory);

  /**
   * Frees the native memory; further calls do nothing. What another thread is doing with the
   * trainer is waited for, and a training is stopped after its current iteration. From a listener
   * it only stops the training, which frees the memory when it ends.
   */
  @Override
  void close();
}
