package org.ganforge.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;

/** The files in a zip file. Nothing is written, so its names may be anything. */
public final class ZipFiles implements NamedFiles {
  private final Path zip;
  private final Charset charset;
  private final List<String> names;

  private ZipFiles(Path zip, Charset charset, List<String> names) {
    this.zip = zip;
    this.charset = charset;
    this.names = names;
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
      // Older programs write names in a code page and do not say in which.
      return list(zip, StandardCharsets.ISO_8859_1);
    }
  }

  private static ZipFiles list(Path zip, Charset charset) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile(), charset)) {
      TreeSet<String> names = new TreeSet<>();
      file.stream()
          .filter(entry -> !entry.isDirectory() && !NamedFiles.isPassedOver(entry.getName()))
          .forEach(entry -> names.add(entry.getName()));
      return new ZipFiles(zip, charset, List.copyOf(names));
    }
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public Map<String, String> refused() {
    return Map.of();
  }

  @Override
  public void read(Predicate<String> wanted, Visitor visitor) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile(), charset)) {
      for (String name : names) {
        ZipEntry entry = wanted.test(name) ? file.getEntry(name) : null;
        if (entry != null) {
          read(file, entry, visitor);
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
        ZipEntry entry = file.getEntry(name);
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

  private static void read(ZipFile file, ZipEntry entry, Visitor visitor) {
    byte[] bytes;
    try {
      bytes = bytes(file, entry);
    } catch (IOException e) {
      visitor.unreadable(entry.getName(), FileErrors.reason(e));
      return;
    }
    visitor.file(entry.getName(), bytes);
  }
}
