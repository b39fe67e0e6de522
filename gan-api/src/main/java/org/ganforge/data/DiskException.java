package org.ganforge.data;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** The disk refused a download, so another mirror would not help. */
final class DiskException extends IOException {
  private static final long serialVersionUID = 1L;

  DiskException(IOException cause) {
    super(reason(cause), cause);
  }

  /** Returns a short reason without the name of a side file. */
  private static String reason(IOException e) {
    String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return said == null ? e.getClass().getSimpleName() : said;
  }
}
