package org.ganforge.examples.option;

import java.nio.file.Path;
import org.ganforge.Computation;
import org.ganforge.examples.console.Console;
import org.ganforge.run.Run;
import org.ganforge.tf.TensorFlowBackend;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The run that a verb is about, and what computes for it. */
public final class RunArgument {
  @Parameters(index = "0", paramLabel = "RUN", description = "the directory of a run")
  private Path directory = Path.of("");

  @Mixin private BackendOptions backend = new BackendOptions();

  /**
   * Returns the run.
   *
   * @throws org.ganforge.error.InvalidInputException if there is none
   */
  public Run open() {
    return Run.open(directory);
  }

  /**
   * Returns the run, and prints what happens to it.
   *
   * @param progress where it is shown how far something is
   * @throws org.ganforge.error.InvalidInputException if there is none
   */
  public Run open(Console console, Console progress) {
    return open().withListener(new RunLines(console, progress));
  }

  /**
   * Returns what computes with the forms of a run, and so in their numbers, whatever device and
   * threads it was trained with.
   */
  TensorFlowBackend toLookAt(Computation trained) {
    return backend.backendToLookAt(trained);
  }

  /** Returns what runs it as it was trained, except for what the options ask for. */
  public TensorFlowBackend asBefore(Computation before) {
    return backend.backend(before);
  }
}
