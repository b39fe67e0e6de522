package org.ganforge.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;

/** Brings published files into the cache, each from the first mirror that has it whole. */
final class Mirrors {
  private final DatasetCache cache;
  private final Download download;

  Mirrors(DatasetCache cache, Download download) {
    this.cache = cache;
    this.download = download;
  }

  /** Downloads, checks and keeps the file; where that fails, the cache is as it was. */
  IdxFile fetch(CatalogueEntry entry, PublishedFile file) {
    Path sideFile = cache.sideFile(entry, file);
    // Ctrl-C in a download ends the program without the finally block.
    sideFile.toFile().deleteOnExit();
    try {
      return fetch(entry, file, sideFile);
    } catch (IOException e) {
      throw new UncheckedIOException("data set " + entry.name() + ": " + e.getMessage(), e);
    } finally {
      sideFile.toFile().delete();
    }
  }

  private IdxFile fetch(CatalogueEntry entry, PublishedFile file, Path sideFile)
      throws IOException {
    List<String> failures = new ArrayList<>();
    for (URI mirror : entry.mirrors()) {
      URI source = mirror.resolve(file.gzipName());
      try {
        download.fetch(source, sideFile);
        IdxFile whole = file.verify(IdxReader.read(sideFile, file.kind()));
        cache.keep(sideFile, entry, file);
        return whole;
      } catch (InterruptedIOException e) {
        throw e;
      } catch (InvalidInputException e) {
        failures.add(source + ": " + e.problem());
      } catch (IOException e) {
        failures.add(source + ": " + reason(e));
      }
    }
    throw new IOException(
        "no mirror gave "
            + file.gzipName()
            + " ("
            + String.join(" | ", failures)
            + "); "
            + entry.waysOut(file.split()));
  }

  /** Returns what went wrong; the HTTP client leaves a refused connection without a message. */
  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
