package org.ganforge.examples.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ganforge.error.InvalidInputException;

/** Where a verb writes; what can be known to fail is refused before any work is done. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Returns the file.
   *
   * @param endings of the names that are possible, {@code .png} or more
   * @throws InvalidInputException if the name ends otherwise or the folder is not there
   */
  public static Path checked(Path file, String... endings) {
    return checkedOption("--out", file, endings);
  }

  /**
   * Returns the file of another option than {@code --out}.
   *
   * @param endings of the names that are possible
   * @throws InvalidInputException if the name ends otherwise or the folder is not there
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
          option, "a file in a folder that is there", file.toString(), "make " + folder + " first");
    }
    return file;
  }

  /** Returns a file beside {@code file}, {@code morph.png}: {@code morph} and the new ending. */
  public static Path beside(Path file, String ending) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ending);
  }
}
