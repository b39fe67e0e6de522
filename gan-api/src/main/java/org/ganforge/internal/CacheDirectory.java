package org.ganforge.internal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the library keeps what it can get again: data sets, classifiers. */
public final class CacheDirectory {
  private CacheDirectory() {}

  /**
   * Returns the system property {@code ganforge.home}, else the environment's {@code
   * GANFORGE_HOME}, else a folder of the user's own. What is empty counts as not set.
   */
  public static Path standard() {
    Path usual = Path.of(System.getProperty("user.home"), ".cache", "ganforge");
    return firstNamed(usual, System.getProperty("ganforge.home"), System.getenv("GANFORGE_HOME"));
  }

  static Path firstNamed(Path usual, @Nullable String... names) {
    for (String name : names) {
      if (name != null && !name.isBlank()) {
        return Path.of(name);
      }
    }
    return usual;
  }
}
