package org.ganforge.data;

/**
 * Images from files, in memory or streamed, and the outcome of reading the files.
 *
 * @param images the images, in the order of their files' paths
 * @param form the images' shape, and why it was chosen
 * @param skipped the files that could not be read
 */
public record OpenImages(ImageSource images, ImageForm form, SkippedFiles skipped)
    implements AutoCloseable {
  static OpenImages of(LoadedImages loaded) {
    return new OpenImages(loaded.images(), loaded.form(), loaded.skipped());
  }

  /** Takes ownership of a stream; closes it if the augmentation is rejected. */
  static OpenImages of(StreamedImages streamed, Augmentation augmentation) {
    try {
      ImageStream changed = streamed.images().withAugmentation(augmentation);
      return new OpenImages(changed, streamed.form(), streamed.skipped());
    } catch (RuntimeException e) {
      streamed.images().close();
      throw e;
    }
  }

  /** Closes the files if the images are streamed. */
  @Override
  public void close() {
    if (images instanceof ImageStream stream) {
      stream.close();
    }
  }
}
