package org.ganforge.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.ganforge.observe.RunDirectory;

/** Where to create a new run. */
public final class RunPlace {
  private final Path path;
  private final boolean isNumbered;

  private RunPlace(Path path, boolean isNumbered) {
    this.path = path;
    this.isNumbered = isNumbered;
  }

  /** Returns the place of a run in exactly this directory, which must be new or empty. */
  public static RunPlace at(Path directory) {
    return new RunPlace(directory, false);
  }

  /** Returns the place of the next run among those in {@code runs}: {@code runs/00000-name}. */
  public static RunPlace under(Path runs) {
    return new RunPlace(runs, true);
  }

  /**
   * Checks the place before any work is done.
   *
   * @throws org.ganforge.error.InvalidInputException if no run can be created there
   */
  public void check() {
    if (isNumbered) {
      RunDirectory.checkPlace(path);
    } else {
      RunDirectory.checkNew(path);
    }
  }

  /** Returns the existing runs, newest first. */
  List<RunDirectory> runs() {
    return isNumbered ? RunDirectory.list(path) : List.of(new RunDirectory(path));
  }

  /** Creates the directory. */
  RunDirectory create(String name) {
    return isNumbered ? RunDirectory.create(path, name) : RunDirectory.createAt(path);
  }

  /** Creates the directory, whole or not at all. */
  RunDirectory create(String name, Consumer<RunDirectory> content) {
    return isNumbered
        ? RunDirectory.create(path, name, content)
        : RunDirectory.createAt(path, content);
  }
}
