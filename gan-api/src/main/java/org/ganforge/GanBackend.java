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

  /** Returns the library that computes, with its version: {@code TensorFlow 2.18.0}. */
  String version();

  /**
   * Returns how it computes, as far as the bits of its results depend on it; its forms are null if
   * they are chosen only when a GAN is compiled.
   */
  Computation computation();

  /**
   * Returns a backend that computes like an earlier training session, so that it can be resumed bit
   * for bit. Options of this backend that differ from the defaults are kept.
   */
  default GanBackend computingAs(Computation before) {
    return this;
  }

  /**
   * Returns a backend with the precision and forms of an earlier training session, but not its
   * device and threads: its weights can be used, but not trained to the same bits. Options of this
   * backend that differ from the defaults are kept.
   */
  default GanBackend withNumbersOf(Computation trained) {
    return this;
  }

  /**
   * Returns a backend that uses these forms, as returned by {@link GanTrainer#forms}. A backend
   * that knows only one form of each operation returns itself.
   */
  default GanBackend withForms(Map<String, String> forms) {
    return this;
  }

  /**
   * Compiles the GAN without images: its networks can be used, and trained on batches supplied by
   * the caller.
   *
   * @throws InvalidInputException if the backend cannot compile the spec
   */
  GanTrainer open(Gan gan);

  /**
   * Compiles the GAN and prepares it for training on the images.
   *
   * @throws InvalidInputException if the backend cannot compile the spec, or the images don't have
   *     the spec's shape
   */
  GanTrainer open(Gan gan, ImageSource images);

  /**
   * Compiles a GAN that will be exported, not trained; exports of other trainers may use this
   * internally.
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
   * @throws InvalidInputException if the file cannot be read, is incomplete, or contains anything
   *     else; the message names the layer or option
   */
  KerasModel readKeras(Path file);

  /**
   * Compiles a network up to one of its layers, to extract features from images.
   *
   * @param layer the layer whose outputs are the features; null for the one before the last
   * @param range the numbers for black and white that the network was trained on
   * @throws InvalidInputException if the network has no such layer or doesn't take images, or this
   *     backend only compiles GANs, which is the default
   */
  default ImageFeatures features(KerasModel model, @Nullable String layer, ValueRange range) {
    throw new InvalidInputException(
        "backbone " + model.network().name(),
        "a backend that compiles single networks",
        name(),
        "use another backend");
  }

  /**
   * Returns a small classifier for these images: trained on them now, or read from the cache if it
   * was trained on exactly the same images and labels before. Its weights depend only on the
   * images, their labels and the machine.
   *
   * @param images labelled images with at least two classes
   * @param cache the directory of all classifiers, each in a subdirectory named after its data's
   *     digest; a damaged one is retrained
   * @param listener called after each update; not called if the classifier comes from the cache
   * @throws InvalidInputException if the images have no labels or a single class, or the cache
   *     cannot be written
   */
  ImageClassifier classifier(ImageDataset images, Path cache, ClassifierListener listener);

  /**
   * Returns the classifier of these images with the cache {@code classifiers} in the folder that
   * the system property {@code ganforge.home} or the environment variable {@code GANFORGE_HOME}
   * names, by default {@code ~/.cache/ganforge}.
   */
  default ImageClassifier classifier(ImageDataset images, ClassifierListener listener) {
    return classifier(images, CacheDirectory.standard().resolve("classifiers"), listener);
  }

  /** Returns the same classifier, without a listener. */
  default ImageClassifier classifier(ImageDataset images) {
    return classifier(images, (step, steps, loss) -> {});
  }

  /**
   * Returns the backend on the class path or the module path.
   *
   * @throws IllegalStateException if there is none
   * @throws InvalidInputException if it cannot work on this machine, for the reason in the message
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
