package org.ganforge.examples.option;

import java.net.URI;
import java.util.Locale;
import org.ganforge.data.DownloadListener;
import org.ganforge.examples.console.Console;

/** Names each download, and on a terminal shows its progress. */
final class DownloadProgress implements DownloadListener {
  private final Console console;
  private String file = "";

  DownloadProgress(Console console) {
    this.console = console;
  }

  @Override
  public void onProgress(URI source, long received, long total) {
    boolean first = !file.equals(source.toString());
    file = source.toString();
    if (!console.terminal()) {
      if (first) {
        console.line("downloading " + source);
      }
      return;
    }
    String name = file.substring(file.lastIndexOf('/') + 1);
    String part =
        total > 0
            ? String.format(Locale.ROOT, "%3d %%", 100 * received / total)
            : String.format(Locale.ROOT, "%,d bytes", received);
    console.out().print("\rdownloading " + name + "  " + part);
    if (received == total) {
      console.out().println();
    }
    console.out().flush();
  }
}
