package org.ganforge.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;

/**
 * The files in a tar file, which may be compressed by gzip or bzip2. It is read from start to end,
 * once for the names and once for the files; an uncompressed one can also be read in any order.
 */
public final class TarFiles implements NamedFiles {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP = 0x1f8b;
  private static final int BZIP2 = 'B' << 8 | 'Z';

  private final Path tar;
  private final List<String> names;
  private final Map<String, String> refused;
  private final boolean isPacked;

  private TarFiles(Path tar, List<String> names, Map<String, String> refused, boolean isPacked) {
    this.tar = tar;
    this.isPacked = isPacked;
    this.names = names;
    this.refused = refused;
  }

  /**
   * Returns the files of a tar file.
   *
   * @throws IOException if it is damaged or cannot be read
   */
  public static TarFiles of(Path tar) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    Map<String, String> refused = new TreeMap<>();
    try (TarArchiveInputStream in = open(tar)) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = name(entry);
        if (entry.isDirectory() || NamedFiles.isPassedOver(name)) {
          continue;
        }
        if (isPlain(entry)) {
          names.add(name);
        } else {
          refused.put(name, entry.isSymbolicLink() ? "a symbolic link" : "a special file");
        }
      }
    } catch (RuntimeException e) {
      throw new IOException("damaged data", e); // the library doesn't check the headers it parses
    }
    return new TarFiles(tar, List.copyOf(names), refused, isPacked(tar));
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public Map<String, String> refused() {
    return refused;
  }

  @Override
  public void read(Predicate<String> wanted, Visitor visitor) throws IOException {
    TreeSet<String> open = new TreeSet<>(names);
    open.removeIf(wanted.negate());
    try (TarArchiveInputStream in = open(tar)) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        // If several files have the same name, the first one counts.
        if (isPlain(entry) && open.remove(name(entry))) {
          read(in, name(entry), visitor);
        }
      }
    }
  }

  @Override
  public boolean isRandom() {
    return !isPacked;
  }

  @Override
  public OpenFiles open() throws IOException {
    if (isPacked) {
      throw new IOException("a packed tar file, which can only be read from its start");
    }
    Map<String, TarArchiveEntry> entries = new HashMap<>();
    try (TarFile file = new TarFile(tar)) {
      file.getEntries().stream()
          .filter(TarFiles::isPlain)
          .forEach(entry -> entries.putIfAbsent(name(entry), entry));
    } catch (RuntimeException e) {
      throw new IOException("damaged data", e);
    }
    FileChannel channel = FileChannel.open(tar, StandardOpenOption.READ);
    return new OpenFiles() {
      @Override
      public byte[] read(String name) throws IOException {
        TarArchiveEntry entry = entries.get(name);
        if (entry == null) {
          throw new IOException("no such file");
        }
        return bytes(channel, entry);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  private static byte[] bytes(FileChannel channel, TarArchiveEntry entry) throws IOException {
    if (entry.getSize() > MOST_BYTES) {
      throw NamedFiles.tooLarge();
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) entry.getSize());
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, entry.getDataOffset() + bytes.position()) < 0) {
        throw new IOException("a file that ends early");
      }
    }
    return bytes.array();
  }

  private static void read(TarArchiveInputStream in, String name, Visitor visitor) {
    byte[] bytes;
    try {
      bytes = NamedFiles.bytes(in);
    } catch (IOException e) {
      visitor.unreadable(name, FileErrors.reason(e));
      return;
    }
    visitor.file(name, bytes);
  }

  private static boolean isPlain(TarArchiveEntry entry) {
    return entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && !entry.isSparse();
  }

  private static String name(TarArchiveEntry entry) {
    String name = FileNameBytes.decoded(entry.getName());
    return name.startsWith("./") ? name.substring(2) : name;
  }

  private static boolean isPacked(Path tar) throws IOException {
    try (InputStream in = PlainFiles.read(tar)) {
      int start = in.read() << 8 | in.read();
      return start == GZIP || start == BZIP2;
    }
  }

  private static TarArchiveInputStream open(Path tar) throws IOException {
    InputStream in = new BufferedInputStream(PlainFiles.read(tar), BUFFER);
    try {
      in.mark(2);
      int start = in.read() << 8 | in.read();
      in.reset();
      InputStream plain =
          switch (start) {
            case GZIP -> new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            default -> in;
          };
      // The default is the locale's character set, in which different names can become equal.
      return new TarArchiveInputStream(plain, FileNameBytes.EACH_A_CHARACTER.name());
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }
}
