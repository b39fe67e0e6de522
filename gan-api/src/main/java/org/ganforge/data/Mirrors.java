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
  private final long mostBytes;

  /**
   * Makes the way to the mirrors.
   *
   * @param mostBytes the most that a single file may have; archives have a limit of their own
   */
  Mirrors(DatasetCache cache, Download download, long mostBytes) {
    this.cache = cache;
    this.download = download;
    this.mostBytes = mostBytes;
  }

  /**
   * Downloads, checks and keeps the file, and where it comes in an archive the set's other files as
   * well. Where that fails, no file is left that is not whole.
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
        "no mirror gave "
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

  /** Returns what went wrong; the HTTP client leaves a refused connection without a message. */
  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
