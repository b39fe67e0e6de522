package org.ganforge.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;

/** The files in a zip file. Nothing is extracted to disk, so any names are safe. */
public final class ZipFiles implements NamedFiles {
  private final Path zip;
  private final Charset charset;
  private final SortedMap<String, String> entries;

  private ZipFiles(Path zip, Charset charset, SortedMap<String, String> entries) {
    this.zip = zip;
    this.charset = charset;
    this.entries = entries;
  }

  /**
   * Returns the files of a zip file.
   *
   * @throws IOException if it is damaged or cannot be read
   */
  public static ZipFiles of(Path zip) throws IOException {
    PlainFiles.require(zip);
    try {
      return list(zip, StandardCharsets.UTF_8);
    } catch (ZipException e) {
      // Older programs write names in some code page without saying which.
      return list(zip, StandardCharsets.ISO_8859_1);
    }
  }

  private static ZipFiles list(Path zip, Charset charset) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile(), charset)) {
      List<String> all = file.stream().map(ZipEntry::getName).toList();
      // Some Windows programs separate folders by backslashes, against the format's rules.
      boolean isWindows = all.stream().noneMatch(name -> name.contains("/"));
      SortedMap<String, String> entries = new TreeMap<>();
      for (String entry : all) {
        String name = isWindows ? entry.replace('\\', '/') : entry;
        if (!name.endsWith("/") && !NamedFiles.isPassedOver(name)) {
          entries.put(name, entry);
        }
      }
      return new ZipFiles(zip, charset, entries);
    }
  }

  @Override
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  @Override
  public Map<String, String> refused() {
    return Map.of();
  }

  @Override
  public void read(Predicate<String> wanted, Visitor visitor) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile(), charset)) {
      for (Map.Entry<String, String> named : entries.entrySet()) {
        String name = named.getKey();
        ZipEntry entry = wanted.test(name) ? file.getEntry(named.getValue()) : null;
        if (entry != null) {
          read(file, name, entry, visitor);
        }
      }
    }
  }

  @Override
  public boolean isRandom() {
    return true;
  }

  @Override
  public OpenFiles open() throws IOException {
    ZipFile file = new ZipFile(zip.toFile(), charset);
    return new OpenFiles() {
      @Override
      public byte[] read(String name) throws IOException {
        ZipEntry entry = file.getEntry(entries.getOrDefault(name, name));
        if (entry == null) {
          throw new IOException("no such file");
        }
        return bytes(file, entry);
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  private static byte[] bytes(ZipFile file, ZipEntry entry) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      return NamedFiles.bytes(in);
    }
  }

  private static void read(ZipFile file, String name, ZipEntry entry, Visitor visitor) {
    byte[] bytes;
    try {
      bytes = bytes(file, entry);
    } catch (IOException e) {
      visitor.unreadable(name, FileErrors.reason(e));
      return;
    }
    visitor.file(name, bytes);
  }
}
