package org.ganforge.examples.option;

import java.nio.file.Path;
import org.ganforge.Computation;
import org.ganforge.examples.console.Console;
import org.ganforge.run.Run;
import org.ganforge.tf.TensorFlowBackend;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The run that a verb works on, and its backend. */
public final class RunArgument {
  @Parameters(index = "0", paramLabel = "RUN", description = "the directory of a run")
  private Path directory = Path.of("");

  @Mixin private BackendOptions backend = new BackendOptions();

  /**
   * Opens the run.
   *
   * @throws org.ganforge.error.InvalidInputException if there is none
   */
  public Run open() {
    return Run.open(directory);
  }

  /**
   * Opens the run, and prints its events.
   *
   * @param progress where progress is shown
   * @throws org.ganforge.error.InvalidInputException if there is none
   */
  public Run open(Console console, Console progress) {
    return open().withListener(new RunLines(console, progress));
  }

  /**
   * Returns a backend with a run's forms and precision, on any device and with any number of
   * threads.
   */
  TensorFlowBackend toLookAt(Computation trained) {
    return backend.backendToLookAt(trained);
  }

  /** Returns a backend with the settings the run was trained with, overridden by the options. */
  public TensorFlowBackend asBefore(Computation before, ReplicaOptions replicas) {
    return backend.backend(before, replicas);
  }
}
