package org.ganforge.internal.file;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;

/**
 * File names. Java encodes them in the locale's character set and cannot open a file whose name has
 * other letters, such as those beyond ASCII in the C locale.
 */
public final class FileNames {
  private FileNames() {}

  /**
   * Returns the path of that name.
   *
   * @param where what is being named, for error messages
   * @throws InvalidInputException if the locale lacks one of its letters
   */
  public static Path path(String where, String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      boolean isSpelled = hasLettersOf(name);
      InvalidInputException error =
          new InvalidInputException(
              where,
              isSpelled
                  ? "a name that the file system allows"
                  : "a name in the locale's character set, "
                      + System.getProperty("sun.jnu.encoding")
                      + ",",
              isSpelled ? e.getReason() : '"' + name + '"',
              isSpelled ? "rename it" : "set LC_ALL to a locale in UTF-8, such as C.UTF-8");
      error.addSuppressed(e);
      throw error;
    }
  }

  /** Returns whether the locale's character set has all letters of a name. */
  public static boolean hasLettersOf(String name) {
    String set = System.getProperty("sun.jnu.encoding");
    return !Charset.isSupported(set) || Charset.forName(set).newEncoder().canEncode(name);
  }

  /**
   * Checks the name of the working folder; parts of Java fail without it.
   *
   * @throws InvalidInputException if the locale cannot name it
   */
  public static void requireWorkingFolder() {
    path("working folder", System.getProperty("user.dir"));
  }
}
