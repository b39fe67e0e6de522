package org.ganforge;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * A compiled generator with its weights: it turns noise into images. It holds native memory until
 * it is closed; after that every method except {@link #gan()} and {@link #close()} throws {@link
 * IllegalStateException}.
 *
 * <p>One that {@link GanBackend#openGenerator} has opened cannot be trained, and any number of
 * threads may use it at a time. A {@link GanTrainer} is a generator too, for one thread at a time.
 *
 * <p>Noise is {@code [count, length]}; images are {@code [count, height, width, channels]} (or
 * {@code [count, length]} for a discriminator of rows) in the spec's value range.
 */
public interface GanGenerator extends AutoCloseable {
  /** Returns the spec. */
  Gan gan();

  /**
   * Returns {@code count} noise vectors of the spec's distribution; the same seed gives the same
   * ones, and more of a seed begin with the same ones, to the last bit or two.
   */
  FloatTensor noise(int count, long seed);

  /**
   * Returns labels for {@code count} examples, {@code [count, 1]}, that cycle through the GAN's
   * classes from 0.
   *
   * @throws InvalidInputException if the GAN takes no labels
   */
  default FloatTensor labels(int count) {
    int classes = gan().classes();
    if (classes == 0) {
      throw new InvalidInputException(
          "labels", "a GAN that takes them", "one without a label", "ask for noise alone");
    }
    float[] labels = new float[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % classes;
    }
    return FloatTensor.wrap(TensorShape.of(count, 1), labels);
  }

  /**
   * Returns the images that the generator, in inference mode, makes from noise, with labels if the
   * GAN is conditional; they do not depend on each other. It uses the {@link
   * org.ganforge.regularization.MovingAverage} of its weights if the GAN keeps one that is sampled.
   *
   * <p>Instead of labels, a batch may have shares of all classes, {@code [count, classes]}: an
   * {@link org.ganforge.layer.Embedding} then gives the mean of its vectors by these shares, so
   * that images between classes can be drawn. See {@link
   * org.ganforge.latent.LatentWalk#classes(int, int, int, int)}.
   *
   * @throws InvalidInputException if a batch is not what the generator takes, or shares are given
   *     and a layer of another kind takes the label
   */
  FloatTensor generate(Batch noise);

  /** Returns the images of the noise; those of a conditional GAN cycle through its classes. */
  default FloatTensor generate(FloatTensor noise) {
    Batch batch = Batch.of(noise);
    return generate(gan().classes() == 0 ? batch : batch.withLabels(labels(noise.count())));
  }

  /** Returns {@code count} generated images; the same seed gives the same ones. */
  default FloatTensor sample(int count, long seed) {
    return generate(noise(count, seed));
  }

  /**
   * Returns images of some classes, one class after the other, all from the same noise: example
   * {@code i} of each class differs from the others only in its label. The same seed gives the same
   * images.
   *
   * @param classes their numbers, counted from 0
   * @param each how many images of each
   * @throws InvalidInputException if the GAN takes no labels, or has no such class
   */
  default FloatTensor sample(List<Integer> classes, int each, long seed) {
    Checks.notEmpty("classes", classes, "name those to draw");
    FloatTensor noise = noise(each, seed);
    List<FloatTensor> labels =
        classes.stream().map(label -> Batch.of(noise).withLabel(label).labels()).toList();
    return generate(
        Batch.of(FloatTensor.concat(Collections.nCopies(classes.size(), noise)))
            .withLabels(FloatTensor.concat(labels)));
  }

  /**
   * Returns the samples of a picture as a run draws it, row after row: {@link Gan#gridRows()} rows;
   * for a conditional GAN one per class, with the same noise down each column.
   */
  default FloatTensor samplePicture(long seed) {
    Gan gan = gan();
    return gan.classes() == 0
        ? sample(gan.gridSize(), seed)
        : sample(
            IntStream.range(0, gan.gridRows()).boxed().toList(),
            gan.recording().gridColumns(),
            seed);
  }

  /** Returns the generator with the weights that its images are made with. */
  KerasModel generatorModel();

  /** Frees the native memory; further calls do nothing. Calls in progress end first. */
  @Override
  void close();
}
