package org.ganforge.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.CheckpointInfo;
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

  /** Returns what runs it as it was trained, but for what is asked for. */
  TensorFlowBackend backend(CheckpointInfo.Computation before) {
    return backend.backend(before);
  }

  /**
   * Compiles the run's model and gives it its newest whole weights.
   *
   * @throws InvalidInputException if the run has none, or they are not its model's
   */
  TrainedRun open(Console console) {
    return open(console, TensorFlowBackend::open);
  }

  /** Returns the same, of a model that is only to be exported. */
  TrainedRun openToExport(Console console) {
    return open(console, TensorFlowBackend::openToExport);
  }

  private TrainedRun open(Console console, BiFunction<TensorFlowBackend, Gan, GanTrainer> opener) {
    RunDirectory run = directory();
    RunInfo info = run.info();
    SavedCheckpoint checkpoint = checkpoint(run, console);
    TensorFlowBackend asTrained = backend.backendToLookAt(checkpoint.info().computation());
    return TrainedRun.open(run, info, checkpoint, gan -> opener.apply(asTrained, gan));
  }

  /**
   * Returns the newest whole checkpoint of a run, and tells of each later one that is damaged.
   *
   * @throws InvalidInputException if there is none
   */
  SavedCheckpoint checkpoint(RunDirectory run, Console console) {
    List<InvalidInputException> damaged = new ArrayList<>();
    SavedCheckpoint newest =
        Checkpoints.of(run.checkpoints())
            .newestWhole(damaged::add)
            .orElseThrow(() -> damaged.isEmpty() ? untrained(run) : damaged.get(0));
    damaged.forEach(
        e -> console.err().println("gan: " + e.getMessage() + "; taking " + newest.name()));
    return newest;
  }

  private static InvalidInputException untrained(RunDirectory run) {
    return new InvalidInputException(
        "run directory " + run,
        "a checkpoint in " + run.checkpoints(),
        "none",
        "the training of this run was cut off; train again");
  }
}
