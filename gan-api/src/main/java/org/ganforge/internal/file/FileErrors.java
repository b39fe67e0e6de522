package org.ganforge.internal.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import org.ganforge.error.InvalidInputException;

/** One-line messages for failures of the file system, with what to do about them. */
public final class FileErrors {
  private static final String TOO_LONG = "File name too long";

  /** The longest file name on most file systems, in bytes. */
  private static final int LONGEST = 255;

  private FileErrors() {}

  /** Returns the error that a file cannot be written. */
  public static InvalidInputException unwritable(Path path, IOException cause) {
    InvalidInputException error =
        new InvalidInputException(
            path.toString(),
            "a file that can be written",
            reason(cause),
            wayOut(cause, "free space there, correct the permissions, or choose another place"));
    error.addSuppressed(cause);
    return error;
  }

  /**
   * Returns the way out of an error.
   *
   * @param usual the way out if the name's length is not the cause
   */
  public static String wayOut(IOException cause, String usual) {
    return isTooLong(cause) ? "choose a shorter name" : usual;
  }

  /** The system's message may be in the user's language, so check the lengths too. */
  private static boolean isTooLong(IOException cause) {
    if (reason(cause).equals(TOO_LONG)) {
      return true;
    }
    String file = cause instanceof FileSystemException f ? f.getFile() : null;
    return file != null
        && Arrays.stream(file.split("[/\\\\]", -1))
            .anyMatch(name -> name.getBytes(StandardCharsets.UTF_8).length > LONGEST);
  }

  /** Returns the error that a file or directory cannot be read. */
  public static InvalidInputException unreadable(Path path, IOException cause) {
    InvalidInputException error =
        new InvalidInputException(
            path.toString(),
            "a file that can be read",
            reason(cause),
            "correct the path or the permissions");
    error.addSuppressed(cause);
    return error;
  }

  /** Returns the reason without the path, which the message already names. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "something else of that name";
    }
    if (e instanceof NotDirectoryException) {
      return "something that is not a directory";
    }
    String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return said == null
        ? e.getClass().getSimpleName()
        : said.lines().findFirst().orElse("").strip();
  }
}
