package org.ganforge.examples;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.RunDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a new run goes. */
final class RunOptions {
  static final Path USUAL = Path.of("runs");

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "the folder of all runs, where this one gets the next number; default: runs")
  private @Nullable Path runs;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "this very folder for the run; it must be new or empty")
  private @Nullable Path run;

  /** Refuses what can be known to fail before any work is done. */
  void check() {
    if (run != null && runs != null) {
      throw new InvalidInputException("--run", "it alone", "--runs as well", "give one of the two");
    }
    if (run != null) {
      RunDirectory.checkNew(run);
    } else {
      RunDirectory.checkPlace(runs());
    }
  }

  /** Creates the directory. */
  RunDirectory create(String name) {
    return run != null ? RunDirectory.createAt(run) : RunDirectory.create(runs(), name);
  }

  /** Creates the directory, whole or not at all. */
  RunDirectory create(String name, Consumer<RunDirectory> content) {
    return run != null
        ? RunDirectory.createAt(run, content)
        : RunDirectory.create(runs(), name, content);
  }

  private Path runs() {
    return runs == null ? USUAL : runs;
  }
}
