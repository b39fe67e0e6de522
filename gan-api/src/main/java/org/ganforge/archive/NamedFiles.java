package org.ganforge.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The plain files of a folder or archive, named by their paths within it, with {@code /} on every
 * system. Hidden files and operating systems' clutter are skipped.
 */
public interface NamedFiles {
  /**
   * The largest file that is read, in bytes: far above any picture, and a limit for archives that
   * unpack to huge files.
   */
  long MOST_BYTES = 1L << 28;

  /** Returns the files' names, sorted by characters. */
  List<String> names();

  /**
   * Returns the names of entries that are not plain files or cannot be read, each with the reason.
   */
  Map<String, String> refused();

  /**
   * Reads the wanted files one after the other, in whatever order is fastest.
   *
   * @throws IOException if the folder or archive as a whole cannot be read
   */
  void read(Predicate<String> wanted, Visitor visitor) throws IOException;

  /** Returns whether the files can be read in any order. */
  boolean isRandom();

  /**
   * Opens the files for reading in any order, from any thread.
   *
   * @throws IOException if they can only be read one after the other
   */
  OpenFiles open() throws IOException;

  /** Files that are read by name. */
  interface OpenFiles extends AutoCloseable {
    /** Returns the bytes of a file. */
    byte[] read(String name) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Takes each file. */
  interface Visitor {
    /** Takes a file's bytes; the array is the visitor's to keep. */
    void file(String name, byte[] bytes);

    /** Takes the reason why a file cannot be read. */
    void unreadable(String name, String reason);
  }

  /** Returns whether a file is hidden or an operating system's clutter. */
  static boolean isPassedOver(String name) {
    return PassedOver.NAME.matcher(name).find();
  }

  /**
   * Returns the bytes of one file.
   *
   * @throws IOException if there are more than {@link #MOST_BYTES}
   */
  static byte[] bytes(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes((int) MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw tooLarge();
    }
    return bytes;
  }

  /** Returns the error for a file of more than {@link #MOST_BYTES}. */
  static IOException tooLarge() {
    return new IOException("more than " + (MOST_BYTES >> 20) + " MB");
  }

  /** Holds the pattern, since fields of an interface cannot be private. */
  final class PassedOver {
    private static final Pattern NAME =
        Pattern.compile(
            "(^|/)(\\.|__MACOSX(/|$)|(Thumbs\\.db|desktop\\.ini)$)", Pattern.CASE_INSENSITIVE);

    private PassedOver() {}
  }
}
