package org.ganforge.examples.option;

import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
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

  /** Returns the run's place. */
  public RunPlace place() {
    return run != null ? RunPlace.at(run) : RunPlace.under(runs == null ? USUAL : runs);
  }
}
