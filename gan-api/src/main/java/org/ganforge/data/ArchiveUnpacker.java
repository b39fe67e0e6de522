package org.ganforge.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;

/**
 * Extracts a data set's files from a downloaded zip file. Only entries with the published names are
 * looked up, and they are written under the cache's own names, so no entry can point elsewhere.
 */
final class ArchiveUnpacker {
  private static final String AGAIN = "download the file again";

  private final DatasetCache cache;
  private final CatalogueEntry entry;
  private final PublishedArchive archive;
  private final long mostBytes;

  /**
   * Makes an unpacker.
   *
   * @param mostBytes the most bytes that one file in the archive may have
   */
  ArchiveUnpacker(
      DatasetCache cache, CatalogueEntry entry, PublishedArchive archive, long mostBytes) {
    this.cache = cache;
    this.entry = entry;
    this.archive = archive;
    this.mostBytes = mostBytes;
  }

  /** Checks the archive, puts all files of the set into the cache and returns one of them. */
  IdxFile unpack(Path zipFile, PublishedFile wanted) throws IOException {
    check(zipFile);
    try (ZipFile zip = new ZipFile(zipFile.toFile())) {
      for (PublishedFile file : entry.files()) {
        if (!file.equals(wanted)) {
          unpack(zip, file);
        }
      }
      return unpack(zip, wanted);
    } catch (ZipException e) {
      throw wrong("a zip file that can be read", String.valueOf(e.getMessage()));
    }
  }

  private void check(Path zipFile) throws IOException {
    try (InputStream in = Files.newInputStream(zipFile)) {
      if (in.read() == '<') {
        throw new InvalidInputException(
            archive.name(),
            "a zip file",
            "a web page",
            "download the file itself, not a page about it");
      }
    }
    String md5 = Digest.MD5.of(zipFile);
    if (!md5.equals(archive.md5())) {
      throw wrong("MD5 " + archive.md5(), md5);
    }
  }

  private IdxFile unpack(ZipFile zip, PublishedFile file) throws IOException {
    String name = archive.folder() + file.gzipName();
    ZipEntry packed = zip.getEntry(name);
    if (packed == null) {
      throw wrong(name + " in it", "none");
    }
    Path sideFile = cache.sideFile(entry, file.gzipName());
    try {
      try (InputStream in = zip.getInputStream(packed);
          OutputStream out = new DiskOutput(sideFile)) {
        copy(in, out);
      }
      IdxFile whole = file.verify(IdxReader.read(sideFile, file.kind()));
      cache.keep(sideFile, entry, file);
      return whole;
    } catch (InvalidInputException e) {
      // The message names the side file, which means nothing to a user.
      throw new IOException(name + ": " + e.problem(), e);
    } finally {
      sideFile.toFile().delete();
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long copied = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      copied += n;
      if (copied > mostBytes) {
        throw wrong("at most " + mostBytes + " bytes", "more");
      }
      out.write(buffer, 0, n);
    }
  }

  private InvalidInputException wrong(String expected, String found) {
    return new InvalidInputException(archive.name(), expected, found, AGAIN);
  }
}
