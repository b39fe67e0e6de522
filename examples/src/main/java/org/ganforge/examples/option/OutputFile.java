package org.ganforge.examples.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ganforge.error.InvalidInputException;

/** Where a verb writes; refuses what is bound to fail before any work is done. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Returns the file.
   *
   * @param endings the allowed file name endings, such as {@code .png}
   * @throws InvalidInputException if the name ends differently or the folder does not exist
   */
  public static Path checked(Path file, String... endings) {
    return checkedOption("--out", file, endings);
  }

  /**
   * Returns the file of an option other than {@code --out}.
   *
   * @param endings the allowed file name endings
   * @throws InvalidInputException if the name ends differently or the folder does not exist
   */
  public static Path checkedOption(String option, Path file, String... endings) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (List.of(endings).stream().noneMatch(name::endsWith)) {
      throw new InvalidInputException(
          option,
          "a file name that ends in " + String.join(" or ", endings),
          file.toString(),
          "change it");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new InvalidInputException(
          option, "a file in an existing folder", file.toString(), "create " + folder + " first");
    }
    return file;
  }

  /** Returns a file beside {@code file} with another ending: {@code morph.gif} for morph.png. */
  public static Path beside(Path file, String ending) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ending);
  }
}
