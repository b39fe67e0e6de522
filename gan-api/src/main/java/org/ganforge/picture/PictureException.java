package org.ganforge.picture;

import java.io.IOException;

/** Says what was found in place of a picture that can be read: {@code damaged data}. */
public final class PictureException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception of what was found. */
  public PictureException(String found) {
    super(found);
  }
}
