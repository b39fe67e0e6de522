package org.ganforge.examples.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;

/**
 * A picture of a run, with its file's bytes.
 *
 * @param type {@code image/png} or {@code image/gif}
 * @param bytes of the file
 */
@SuppressWarnings("ArrayRecordComponent") // read once, and never compared
public record Picture(String type, byte[] bytes) {
  /** The limit of one, in bytes. */
  static final long MOST_BYTES = 6 << 20;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] GIF = "GIF89a".getBytes(StandardCharsets.ISO_8859_1);

  /**
   * Returns the picture in a file; empty if there is no plain file, it is neither PNG nor GIF, or
   * it is larger than 6 MiB.
   *
   * @throws org.ganforge.error.InvalidInputException if the file cannot be read
   */
  public static Optional<Picture> read(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = PlainFiles.read(file)) {
      byte[] bytes = in.readNBytes((int) MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        return Optional.empty();
      }
      return startsWith(bytes, PNG)
          ? Optional.of(new Picture("image/png", bytes))
          : startsWith(bytes, GIF)
              ? Optional.of(new Picture("image/gif", bytes))
              : Optional.empty();
    } catch (IOException e) {
      throw FileErrors.unreadable(file, e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }
}
