package org.ganforge;

import java.util.ServiceLoader;
import org.ganforge.data.ImageDataset;

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
   * Compiles the GAN without images: its networks can be used, and trained on batches that the
   * caller gives.
   *
   * @throws org.ganforge.error.InvalidInputException if the backend cannot compile the spec
   */
  GanTrainer open(Gan gan);

  /**
   * Compiles the GAN and makes it ready to train on the images.
   *
   * @throws org.ganforge.error.InvalidInputException if the backend cannot compile the spec, or the
   *     images have another shape than the spec's
   */
  GanTrainer open(Gan gan, ImageDataset images);

  /**
   * Returns the backend on the class path.
   *
   * @throws IllegalStateException if there is none
   */
  static GanBackend find() {
    return ServiceLoader.load(GanBackend.class)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "GanBackend: expected one on the class path but found none;"
                        + " add the dependency org.ganforge:gan-tf"));
  }
}
