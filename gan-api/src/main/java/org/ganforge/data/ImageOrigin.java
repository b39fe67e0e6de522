package org.ganforge.data;

import java.nio.file.Path;

/**
 * Which files images come from and how they are read: enough to read the same ones again. A run
 * records it to find its images when resumed.
 *
 * @param files the files and the form that their pictures are converted to
 * @param streamed whether the images stay in their files, as with {@link ImageFiles#stream}; false
 *     by default, which reads them into memory
 * @param augmentation how they are changed whenever they are drawn; not at all by default, and only
 *     if they are streamed
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

  /** Returns a copy for the same files at another path. */
  public ImageOrigin withPath(Path path) {
    return new ImageOrigin(files.withPath(path), streamed, augmentation);
  }

  /**
   * Opens the images.
   *
   * @return images that the caller must close
   * @throws org.ganforge.error.InvalidInputException in the same cases as {@link ImageFiles#read}
   *     and {@link ImageFiles#stream}
   */
  public OpenImages open() {
    return streamed ? OpenImages.of(files.stream(), augmentation) : OpenImages.of(files.read());
  }
}
