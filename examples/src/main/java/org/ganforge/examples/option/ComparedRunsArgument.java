package org.ganforge.examples.option;

import java.nio.file.Path;
import java.util.List;
import org.ganforge.Computation;
import org.ganforge.examples.console.Console;
import org.ganforge.run.CheckpointChoice;
import org.ganforge.run.Run;
import org.ganforge.tf.TensorFlowBackend;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The runs that a verb compares, and their backends. */
public final class ComparedRunsArgument {
  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "the directories of two or more runs of the same images")
  private List<Path> directories = List.of();

  @Option(names = "--best", description = "use the best checkpoint of each instead of the newest")
  private boolean best;

  @Mixin private BackendOptions backend = new BackendOptions();

  /**
   * Opens the runs, and prints their events.
   *
   * @param progress where progress is shown
   * @throws org.ganforge.error.InvalidInputException if one is not a run
   */
  public List<Run> open(Console console, Console progress) {
    return directories.stream()
        .map(
            directory ->
                Run.open(directory)
                    .withListener(new RunLines(console, progress))
                    .withCheckpoint(best ? CheckpointChoice.best() : CheckpointChoice.newest()))
        .toList();
  }

  /** Returns a backend with a run's forms and precision. */
  public TensorFlowBackend toLookAt(Computation trained) {
    return backend.backendToLookAt(trained);
  }
}
