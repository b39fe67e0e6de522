package org.ganforge.examples.option;

import org.ganforge.Computation;
import org.ganforge.examples.console.Console;
import org.ganforge.run.Run;
import org.ganforge.run.TrainedRun;
import org.ganforge.tf.TensorFlowBackend;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The run whose networks a verb looks at, and with which of their weights. */
public final class TrainedRunArgument {
  @Mixin private RunArgument run = new RunArgument();

  @Option(
      names = "--trained-weights",
      description =
          "use the generator's weights as they were trained, where the model keeps their moving"
              + " average; default: the average")
  private boolean trainedWeights;

  /**
   * Returns the run.
   *
   * @throws org.ganforge.error.InvalidInputException if there is none
   */
  public Run open() {
    return run.open().withTrainedWeights(trainedWeights);
  }

  /**
   * Returns the run, and prints what happens to it.
   *
   * @param progress where it is shown how far something is
   * @throws org.ganforge.error.InvalidInputException if there is none
   */
  public Run open(Console console, Console progress) {
    return run.open(console, progress).withTrainedWeights(trainedWeights);
  }

  /**
   * Compiles the run's model and gives it its newest whole weights.
   *
   * @throws org.ganforge.error.InvalidInputException if the run has none, or they are not its
   *     model's
   */
  public TrainedRun load(Console console) {
    return open(console, console).load(this::toLookAt);
  }

  /**
   * Returns what computes with the forms of a run, and so in their numbers, whatever device and
   * threads it was trained with.
   */
  public TensorFlowBackend toLookAt(Computation trained) {
    return run.toLookAt(trained);
  }
}
