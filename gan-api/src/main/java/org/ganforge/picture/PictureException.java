package org.ganforge.picture;

import java.io.IOException;

/** Says what was found instead of a readable picture, such as {@code damaged data}. */
public final class PictureException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from what was found. */
  public PictureException(String found) {
    super(found);
  }
}
