package org.ganforge.data;

import java.net.URI;

/** Receives a download's progress; called on the thread that requested the data set. */
@FunctionalInterface
public interface DownloadListener {
  /**
   * Called when {@code received} of {@code total} bytes have arrived; {@code total} is -1 if
   * unknown.
   */
  void onProgress(URI source, long received, long total);
}
