package org.ganforge.internal.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.ganforge.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** The directory for files that can be obtained again: data sets, classifiers. */
public final class CacheDirectory {
  private CacheDirectory() {}

  /**
   * Returns the system property {@code ganforge.home}, else the environment variable {@code
   * GANFORGE_HOME}, else a folder in the user's home. Empty values count as unset.
   *
   * @throws InvalidInputException if neither is set and the user has no home folder
   */
  public static Path standard() {
    return firstNamed(
        () -> home().resolve(".cache").resolve("ganforge"),
        System.getProperty("ganforge.home"),
        System.getenv("GANFORGE_HOME"));
  }

  /**
   * Returns the user's home folder.
   *
   * @throws InvalidInputException if there is none: for a user without an account Java reports
   *     {@code ?}, which would be a folder in the working folder
   */
  public static Path home() {
    return home(System.getProperty("user.home"));
  }

  static Path home(@Nullable String name) {
    Path home = FileNames.path("home folder", name == null ? "?" : name);
    if (!home.isAbsolute() || !Files.isDirectory(home)) {
      throw new InvalidInputException(
          "cache",
          "a home folder of this user",
          home.equals(Path.of("?")) ? "none" : "\"" + home + '"',
          "set GANFORGE_HOME to a folder of yours");
    }
    return home;
  }

  static Path firstNamed(Supplier<Path> usual, @Nullable String... names) {
    for (String name : names) {
      if (name != null && !name.isBlank()) {
        return FileNames.path("cache", name);
      }
    }
    return usual.get();
  }
}
