package org.ganforge;

import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.CacheDirectory;
import org.ganforge.train.ClassifierListener;
import org.jspecify.annotations.Nullable;

/**
 * Compiles specs and trains them. A backend on the class path or module path is found by {@link
 * ServiceLoader}.
 */
public interface GanBackend {
  /** Returns the backend's name: {@code tensorflow}. */
  String name();

  /** Returns what computes, with its version: {@code TensorFlow 2.18.0}. */
  String version();

  /**
   * Returns how it computes, as far as the bits of its results depend on it; its forms are null
   * where they are chosen only when a GAN is compiled.
   */
  Computation computation();

  /**
   * Returns a backend that computes as a training was computed before, so that the training can be
   * resumed to the bit. What this backend's options set to other than their defaults stays.
   */
  default GanBackend computingAs(Computation before) {
    return this;
  }

  /**
   * Returns a backend that computes in the numbers and by the forms of a training, whatever device
   * and threads that had: its weights can be used, not trained to the same bits. What this
   * backend's options set to other than their defaults stays.
   */
  default GanBackend withNumbersOf(Computation trained) {
    return this;
  }

  /**
   * Returns a backend that computes by these forms, those of a {@link GanTrainer#forms}. A backend
   * that knows only one form of each operation returns itself.
   */
  default GanBackend withForms(Map<String, String> forms) {
    return this;
  }

  /**
   * Compiles the GAN without images: its networks can be used, and trained on batches that the
   * caller gives.
   *
   * @throws InvalidInputException if the backend cannot compile the spec
   */
  GanTrainer open(Gan gan);

  /**
   * Compiles the GAN and makes it ready to train on the images.
   *
   * @throws InvalidInputException if the backend cannot compile the spec, or the images have
   *     another shape than the spec's
   */
  GanTrainer open(Gan gan, ImageSource images);

  /**
   * Compiles a GAN that is to be exported and not trained; an export of any other trainer may
   * compile such a one beside it.
   *
   * @throws InvalidInputException if the backend cannot compile the spec
   */
  default GanTrainer openToExport(Gan gan) {
    return open(gan);
  }

  /**
   * Compiles the generator of a GAN by itself, without a discriminator or an optimizer, with
   * weights that were written before. Any number of threads may use it at a time.
   *
   * @param directory a checkpoint that {@link GanTrainer#save(Path)} has written, or a generator
   *     that {@link GanTrainer#export} has; a backend may know only the former, as by default
   * @throws InvalidInputException if the directory holds no whole generator of this spec, or the
   *     backend cannot compile it
   */
  default GanGenerator openGenerator(Gan gan, Path directory) {
    GanTrainer trainer = open(gan);
    try {
      trainer.restore(directory);
      return new SharedGenerator(trainer);
    } catch (RuntimeException | Error e) {
      trainer.close();
      throw e;
    }
  }

  /**
   * Returns the network and the weights that Keras has saved as a {@code .keras} (version 3) or a
   * {@code .h5} file: a Sequential or a functional model of layers that this library has.
   *
   * @throws InvalidInputException if the file cannot be read, is not whole, or holds anything else;
   *     the message names the layer or the option
   */
  KerasModel readKeras(Path file);

  /**
   * Compiles a network up to one of its layers, to look at images.
   *
   * @param layer the layer whose outputs are the features; null for the one before the last
   * @param range the numbers for black and white that the network was trained on
   * @throws InvalidInputException if the network has no such layer or takes no images, or this
   *     backend compiles none but GANs, as by default
   */
  default ImageFeatures features(KerasModel model, @Nullable String layer, ValueRange range) {
    throw new InvalidInputException(
        "backbone " + model.network().name(),
        "a backend that compiles single networks",
        name(),
        "use another backend");
  }

  /**
   * Returns a small network that tells the classes of these images apart: trained on them now, or
   * taken from the cache where it was trained on the very same images and labels before. Its
   * weights depend on nothing but the images, their labels and the machine.
   *
   * @param images labelled, two classes or more
   * @param cache the directory of all classifiers, each in a subdirectory named after its data's
   *     digest; a damaged one is trained anew
   * @param listener hears of each update; hears nothing where the cache serves
   * @throws InvalidInputException if the images have no labels or a single class, or the cache
   *     cannot be written
   */
  ImageClassifier classifier(ImageDataset images, Path cache, ClassifierListener listener);

  /**
   * Returns the classifier of these images with the cache {@code classifiers} in the folder that
   * the system property {@code ganforge.home} or the environment's {@code GANFORGE_HOME} names, by
   * default {@code ~/.cache/ganforge}.
   */
  default ImageClassifier classifier(ImageDataset images, ClassifierListener listener) {
    return classifier(images, CacheDirectory.standard().resolve("classifiers"), listener);
  }

  /** Returns the same classifier, and tells nobody of its training. */
  default ImageClassifier classifier(ImageDataset images) {
    return classifier(images, (step, steps, loss) -> {});
  }

  /**
   * Returns the backend on the class path or the module path.
   *
   * @throws IllegalStateException if there is none
   * @throws InvalidInputException if it cannot work here, for a reason that it names
   */
  static GanBackend find() {
    try {
      return ServiceLoader.load(GanBackend.class)
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "GanBackend: expected one on the class path but found none;"
                          + " add the dependency org.ganforge:gan-tf"));
    } catch (ServiceConfigurationError e) {
      if (e.getCause() instanceof InvalidInputException mistake) {
        throw mistake;
      }
      throw e;
    }
  }
}
