package org.ganforge.internal;

import java.nio.file.Path;

/** Where the library keeps what it can get again: data sets, classifiers. */
public final class CacheDirectory {
  private CacheDirectory() {}

  /**
   * Returns the system property {@code ganforge.home}, else the environment's {@code
   * GANFORGE_HOME}, else a folder of the user's own.
   */
  public static Path standard() {
    String home = System.getProperty("ganforge.home", System.getenv("GANFORGE_HOME"));
    return home != null
        ? Path.of(home)
        : Path.of(System.getProperty("user.home"), ".cache", "ganforge");
  }
}
