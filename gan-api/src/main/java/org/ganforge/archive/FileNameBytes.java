package org.ganforge.archive;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decodes file names, which are bytes on many systems: to the same text on every machine and in
 * every locale, and to different texts for different names.
 */
final class FileNameBytes {
  /** A character set that maps every byte to a character. */
  static final Charset EACH_A_CHARACTER = StandardCharsets.ISO_8859_1;

  private static final Pattern ESCAPED = Pattern.compile("%([0-9A-F]{2})");
  private static final String UNKNOWN = "\ufffd";

  private FileNameBytes() {}

  /**
   * Returns the text of a name given as one character per byte: decoded as UTF-8 where that is
   * valid.
   */
  static String decoded(String bytes) {
    if (bytes.chars().anyMatch(c -> c > 0xff)) {
      return bytes; // the archive declares an encoding, so it is decoded already
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes(EACH_A_CHARACTER));
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException e) {
      return bytes;
    }
  }

  /** Returns the text of a path below a folder, with {@code /} on every system. */
  static String within(Path folder, Path path) {
    StringBuilder name = new StringBuilder();
    folder.relativize(path).forEach(part -> name.append('/').append(part));
    if (name.indexOf(UNKNOWN) < 0) {
      return name.substring(1);
    }
    // Java decodes every invalid byte to the same character; a URI keeps the bytes.
    String bytes = unescaped(path.toUri()).substring(unescaped(folder.toUri()).length());
    return Arrays.stream(bytes.split("/"))
        .map(FileNameBytes::decoded)
        .collect(Collectors.joining("/"));
  }

  private static String unescaped(URI uri) {
    return ESCAPED
        .matcher(uri.getRawPath())
        .replaceAll(hex -> Matcher.quoteReplacement(character(hex.group(1))));
  }

  private static String character(String hex) {
    return String.valueOf((char) Integer.parseInt(hex, 16));
  }
}
