package org.ganforge.json.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;

/** Reads the text of JSON files. */
public final class JsonFile {
  /** Some editors write it at the start of UTF-8; RFC 8259 lets a reader ignore it. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private JsonFile() {}

  /**
   * Returns the text without a byte order mark. Reads no more than the longest allowed text, so
   * that a wrong file costs no memory.
   *
   * @throws InvalidInputException if the file cannot be read, is too long, or is not UTF-8; its
   *     place is empty, for the caller to fill in the file's name
   */
  public static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(JsonText.MOST_CHARACTERS + 1);
      if (bytes.length > JsonText.MOST_CHARACTERS) {
        throw JsonText.tooLong();
      }
      return text(bytes);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException("", "a file", "none", "check its name");
    } catch (IOException e) {
      String found = Files.isDirectory(file) ? "a directory" : "one that cannot be read";
      throw new InvalidInputException("", "a readable file", found, "give a spec's JSON file");
    }
  }

  private static String text(byte[] bytes) {
    if (isUtf16(bytes)) {
      throw new InvalidInputException("", "UTF-8 text", "UTF-16 text", "save it as UTF-8");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidInputException("", "UTF-8 text", "other bytes", "save it as UTF-8");
    }
  }

  /** JSON starts with ASCII, so in UTF-16 one of its first two bytes is 0. */
  private static boolean isUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    boolean isLetterBesideZero = bytes[0] == 0 ? bytes[1] > 0 : (bytes[1] == 0 && bytes[0] > 0);
    return first == 0xfeff || first == 0xfffe || isLetterBesideZero;
  }
}
