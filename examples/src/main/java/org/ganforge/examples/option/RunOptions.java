package org.ganforge.examples.option;

import java.nio.file.Path;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.Run;
import org.ganforge.run.RunPlace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a new run goes. */
public final class RunOptions {
  public static final Path USUAL = Path.of("runs");

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "the folder of all runs, where this one gets the next number; default: runs")
  private @Nullable Path runs;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "the folder for this run; it must be new or empty")
  private @Nullable Path run;

  /** Refuses what is bound to fail before any work is done. */
  public void check() {
    checkOptions();
    place().check();
  }

  /** Refuses the same as {@link #check()}, but accepts an existing run, which is resumed. */
  public void checkOrResume() {
    checkOptions();
    if (run == null || !Run.exists(run)) {
      place().check();
    }
  }

  private void checkOptions() {
    if (run != null && runs != null) {
      throw new InvalidInputException("--run", "it alone", "--runs as well", "give one of the two");
    }
  }

  /** Returns the folder for this run, if the user chose one. */
  public Optional<Path> run() {
    return Optional.ofNullable(run);
  }

  /**
   * Returns the folder for this run: the one that the user chose, or the next in the folder of all
   * runs.
   *
   * @param name the model's
   */
  public Path next(String name) {
    return run == null ? RunDirectory.next(runs(), name).path() : run;
  }

  private Path runs() {
    return runs == null ? USUAL : runs;
  }

  /** Returns the run's place. */
  public RunPlace place() {
    return run != null ? RunPlace.at(run) : RunPlace.under(runs());
  }
}
