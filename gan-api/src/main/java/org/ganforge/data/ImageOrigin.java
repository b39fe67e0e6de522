package org.ganforge.data;

import java.nio.file.Path;

/**
 * Where images of files come from and how they are read: enough to read the same ones again. A run
 * records it, and finds its images by it when it is resumed.
 *
 * @param files the files and the form that their pictures get
 * @param streamed whether the images stay in their files, as {@link ImageFiles#stream} leaves them;
 *     by default they are read into memory
 * @param augmentation how they are changed whenever they are drawn; not at all by default, and only
 *     where they are streamed
 */
public record ImageOrigin(ImageFiles files, boolean streamed, Augmentation augmentation) {
  /** Returns the origin of images in memory. */
  public static ImageOrigin of(ImageFiles files) {
    return new ImageOrigin(files, false, Augmentation.none());
  }

  /** Returns a copy whose images stay in their files, or are read into memory. */
  public ImageOrigin withStreamed(boolean streamed) {
    return new ImageOrigin(files, streamed, augmentation);
  }

  /** Returns a copy with this {@code augmentation}. */
  public ImageOrigin withAugmentation(Augmentation augmentation) {
    return new ImageOrigin(files, streamed, augmentation);
  }

  /** Returns a copy of the same files in another place. */
  public ImageOrigin withPath(Path path) {
    return new ImageOrigin(files.withPath(path), streamed, augmentation);
  }

  /**
   * Opens the images.
   *
   * @return images that are to be closed
   * @throws org.ganforge.error.InvalidInputException as {@link ImageFiles#read} and {@link
   *     ImageFiles#stream} do
   */
  public OpenImages open() {
    return streamed ? OpenImages.of(files.stream(), augmentation) : OpenImages.of(files.read());
  }
}
