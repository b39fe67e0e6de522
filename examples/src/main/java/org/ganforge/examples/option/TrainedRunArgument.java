package org.ganforge.examples.option;

import java.util.Optional;
import org.ganforge.Computation;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.internal.Checks;
import org.ganforge.run.CheckpointChoice;
import org.ganforge.run.Generator;
import org.ganforge.run.Run;
import org.ganforge.run.TrainedRun;
import org.ganforge.tf.TensorFlowBackend;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The run whose networks a verb uses, and which of their weights. */
public final class TrainedRunArgument {
  @Mixin private RunArgument run = new RunArgument();

  @Option(
      names = "--best",
      description =
          "use the best checkpoint found by evaluations during training, instead of the newest")
  private boolean best;

  @Option(
      names = "--checkpoint",
      paramLabel = "STEP",
      description = "use the checkpoint after STEP iterations; default: the newest")
  private @Nullable Long checkpoint;

  @Option(
      names = "--trained-weights",
      description =
          "use the generator's trained weights, if the model keeps a moving average of them;"
              + " default: the average")
  private boolean trainedWeights;

  /**
   * Opens the run.
   *
   * @throws org.ganforge.error.InvalidInputException if there is none
   */
  public Run open() {
    return looked(run.open());
  }

  /**
   * Opens the run, and prints its events.
   *
   * @param progress where progress is shown
   * @throws org.ganforge.error.InvalidInputException if there is none
   */
  public Run open(Console console, Console progress) {
    return looked(run.open(console, progress));
  }

  /**
   * Compiles the run's model and loads the weights of the requested checkpoint.
   *
   * @throws org.ganforge.error.InvalidInputException if the run has no such checkpoint, or it does
   *     not fit the model
   */
  public TrainedRun load(Console console) {
    return open(console, console).load(this::toLookAt);
  }

  /**
   * Compiles only the run's generator and gives it the weights of the requested checkpoint.
   *
   * @throws org.ganforge.error.InvalidInputException if the run has none, or they are not its
   *     model's
   */
  public Generator generator(Console console) {
    return Generator.of(open(console, console), this::toLookAt);
  }

  /**
   * Returns a backend with a run's forms and precision, on any device and with any number of
   * threads.
   */
  public TensorFlowBackend toLookAt(Computation trained) {
    return run.toLookAt(trained);
  }

  private Run looked(Run opened) {
    return opened.withTrainedWeights(trainedWeights).withCheckpoint(choice());
  }

  /** Returns the option that chooses a checkpoint, if any. */
  public Optional<String> chosen() {
    return best
        ? Optional.of("--best")
        : checkpoint == null ? Optional.empty() : Optional.of("--checkpoint");
  }

  private CheckpointChoice choice() {
    if (checkpoint == null) {
      return best ? CheckpointChoice.best() : CheckpointChoice.newest();
    }
    if (best) {
      throw new InvalidInputException(
          "--checkpoint", "it alone", "--best as well", "give one of the two");
    }
    return CheckpointChoice.at(Checks.notNegative("--checkpoint", checkpoint));
  }
}
