package org.ganforge.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Plain files of one place, known by their paths in it, with {@code /} on every system. Hidden
 * files and what operating systems leave in folders are passed over.
 */
public interface NamedFiles {
  /** No picture comes near it, and a small archive must not unpack to more. */
  long MOST_BYTES = 1L << 28;

  /** Returns the files' names in the order of their characters. */
  List<String> names();

  /** Returns what is no plain file or cannot be looked at, with the reason. */
  Map<String, String> refused();

  /**
   * Reads the wanted files one after the other, in an order of its own.
   *
   * @throws IOException if the place as a whole cannot be read
   */
  void read(Predicate<String> wanted, Visitor visitor) throws IOException;

  /** Returns whether the files can be read in any order. */
  boolean isRandom();

  /**
   * Opens the files to be read in any order, by any thread.
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
    /** Takes a file's bytes, which are its own to keep. */
    void file(String name, byte[] bytes);

    /** Takes the reason why a file cannot be read. */
    void unreadable(String name, String reason);
  }

  /** Returns whether a name is of a file that no user means. */
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

  /** Returns the reason why a file is not read that has more than {@link #MOST_BYTES}. */
  static IOException tooLarge() {
    return new IOException("more than " + (MOST_BYTES >> 20) + " MB");
  }

  /** The pattern, which an interface could not keep to itself. */
  final class PassedOver {
    private static final Pattern NAME =
        Pattern.compile(
            "(^|/)(\\.|__MACOSX(/|$)|(Thumbs\\.db|desktop\\.ini)$)", Pattern.CASE_INSENSITIVE);

    private PassedOver() {}
  }
}
