package org.ganforge.checkpoint.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.json.codec.ExportInfo;
import org.ganforge.json.codec.ExportJson;
import org.ganforge.json.text.JsonFile;

/** The files of one exported network. {@code export.json} has the SHA-256 of each other one. */
public final class ExportFiles {
  private static final String INFO = "export.json";

  private ExportFiles() {}

  /** Returns whether a directory holds an exported network, whole or not. */
  public static boolean isExport(Path directory) {
    return Files.isRegularFile(directory.resolve(INFO), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads every byte of an export and returns what it is of.
   *
   * @throws InvalidInputException if it is of another format, or a file is missing or is not as it
   *     was written; the message names the file
   */
  public static ExportInfo verify(Path directory) {
    Path file = directory.resolve(INFO);
    ExportInfo info;
    try {
      info = ExportJson.read(JsonFile.text(file));
    } catch (InvalidInputException e) {
      throw e.inside(file.toString());
    }
    for (Map.Entry<String, String> stored : info.files().entrySet()) {
      if (!isWhole(directory, stored.getKey(), stored.getValue())) {
        throw new InvalidInputException(
            "export " + directory,
            "its files unchanged",
            "another or no " + stored.getKey(),
            "export again, or copy it again");
      }
    }
    return info;
  }

  private static boolean isWhole(Path directory, String name, String digest) {
    Path own = directory.toAbsolutePath().normalize();
    Path file = own.resolve(name).normalize();
    if (!file.startsWith(own) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      return Digest.SHA_256.of(file).equals(digest);
    } catch (IOException e) {
      throw FileErrors.unreadable(file, e);
    }
  }
}
