package org.ganforge.data;

import java.net.URI;

/** Hears how far a download is; called on the thread that asked for the data set. */
@FunctionalInterface
public interface DownloadListener {
  /**
   * Tells that {@code received} of {@code total} bytes are here; {@code total} is -1 if unknown.
   */
  void onProgress(URI source, long received, long total);
}
