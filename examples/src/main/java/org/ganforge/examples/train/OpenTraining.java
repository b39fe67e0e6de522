package org.ganforge.examples.train;

import org.ganforge.Gan;
import org.ganforge.data.ImageSource;
import org.ganforge.data.OpenImages;
import org.jspecify.annotations.Nullable;

/**
 * A model and its images, ready to be trained.
 *
 * @param images all of them, before the model's own selection
 * @param open the user's own files, to be closed; null if there are none
 */
record OpenTraining(Gan gan, ImageSource images, @Nullable OpenImages open)
    implements AutoCloseable {
  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
