package org.ganforge.examples;

import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.RunInfo;
import org.ganforge.observe.RunDirectory;
import org.ganforge.tf.TensorFlowBackend;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The run that a verb is about. */
final class RunArgument {
  @Parameters(index = "0", paramLabel = "RUN", description = "the directory of a run")
  private Path directory = Path.of("");

  @Mixin private BackendOptions backend = new BackendOptions();

  /**
   * Returns the run's directory.
   *
   * @throws InvalidInputException if there is no run
   */
  RunDirectory directory() {
    return RunDirectory.open(directory);
  }

  /** Returns what runs it. */
  TensorFlowBackend backend() {
    return backend.backend();
  }

  /**
   * Compiles the run's model and gives it its latest weights.
   *
   * @throws InvalidInputException if the run has none, or they are not its model's
   */
  TrainedRun open() {
    RunDirectory run = directory();
    RunInfo info = run.info();
    Path checkpoint = run.latestCheckpoint().orElseThrow(() -> untrained(run));
    return TrainedRun.open(run, info, checkpoint, backend());
  }

  private static InvalidInputException untrained(RunDirectory run) {
    return new InvalidInputException(
        "run directory " + run,
        "a checkpoint in " + run.checkpoints(),
        "none",
        "the training of this run was cut off; train again");
  }
}
