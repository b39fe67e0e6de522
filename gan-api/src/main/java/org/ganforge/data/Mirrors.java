package org.ganforge.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;

/** Downloads published files into the cache, each from the first mirror that provides it intact. */
final class Mirrors {
  private final DatasetCache cache;
  private final Download download;
  private final long mostBytes;

  /**
   * Makes a downloader.
   *
   * @param mostBytes the largest size of a single file; archives have a separate limit
   */
  Mirrors(DatasetCache cache, Download download, long mostBytes) {
    this.cache = cache;
    this.download = download;
    this.mostBytes = mostBytes;
  }

  /**
   * Downloads, checks and keeps the file, and, if it comes in an archive, the set's other files as
   * well. Leaves no incomplete file if it fails.
   */
  IdxFile fetch(CatalogueEntry entry, PublishedFile file) {
    PublishedArchive archive = entry.archive();
    String name = archive == null ? file.gzipName() : archive.name();
    long most = archive == null ? mostBytes : archive.mostBytes();
    try {
      Path sideFile = cache.sideFile(entry, name);
      try {
        return fetch(entry, file, name, sideFile, most);
      } finally {
        sideFile.toFile().delete();
      }
    } catch (DiskException e) {
      throw cache.refusal(entry, file.split(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("data set " + entry.name() + ": " + e.getMessage(), e);
    }
  }

  private IdxFile fetch(
      CatalogueEntry entry, PublishedFile file, String name, Path sideFile, long most)
      throws IOException {
    List<String> failures = new ArrayList<>();
    for (URI mirror : entry.mirrors()) {
      URI source = mirror.resolve(name);
      try {
        download.fetch(source, sideFile, most);
        return take(entry, file, sideFile);
      } catch (InterruptedIOException | DiskException e) {
        throw e;
      } catch (InvalidInputException e) {
        failures.add(source + ": " + e.problem());
      } catch (IOException e) {
        failures.add(source + ": " + reason(e));
      }
    }
    throw new IOException(
        "no mirror provided "
            + name
            + " ("
            + String.join(" | ", failures)
            + "); "
            + entry.waysOut(file.split()));
  }

  private IdxFile take(CatalogueEntry entry, PublishedFile file, Path sideFile) throws IOException {
    PublishedArchive archive = entry.archive();
    if (archive != null) {
      return new ArchiveUnpacker(cache, entry, archive, mostBytes).unpack(sideFile, file);
    }
    IdxFile whole = file.verify(IdxReader.read(sideFile, file.kind()));
    cache.keep(sideFile, entry, file);
    return whole;
  }

  /** Returns the reason; the HTTP client gives no message for a refused connection. */
  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
