package org.ganforge.examples.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.Computation;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.internal.Checks;
import org.ganforge.run.CheckpointChoice;
import org.ganforge.run.Run;
import org.ganforge.tf.TensorFlowBackend;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The runs that a verb compares, and their backends. */
public final class ComparedRunsArgument {
  private static final String CHECKPOINT = "--checkpoint";
  private static final Pattern AT = Pattern.compile("(.+)@(\\d{1,18}|best)");

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description =
          "the directories of two or more runs of the same images; RUN@STEP takes the checkpoint"
              + " after STEP iterations, RUN@best the best one, so that a run can be compared with"
              + " itself")
  private List<Path> directories = List.of();

  @Option(
      names = "--best",
      description = "use the best checkpoint of each run without an @, instead of the newest")
  private boolean best;

  @Option(
      names = CHECKPOINT,
      paramLabel = "STEP",
      description =
          "use the checkpoint after STEP iterations of each run without an @; default: the newest")
  private @Nullable Long checkpoint;

  @Mixin private BackendOptions backend = new BackendOptions();

  /**
   * Opens the runs, and prints their events.
   *
   * @param progress where progress is shown
   * @throws InvalidInputException if one is not a run
   */
  public List<Run> open(Console console, Console progress) {
    CheckpointChoice usual = usual();
    return directories.stream()
        .map(directory -> open(directory, usual).withListener(new RunLines(console, progress)))
        .toList();
  }

  /** A directory's own name may have an @. */
  private static Run open(Path directory, CheckpointChoice usual) {
    Matcher chosen = AT.matcher(directory.toString());
    if (Files.isDirectory(directory) || !chosen.matches()) {
      return Run.open(directory).withCheckpoint(usual);
    }
    String step = chosen.group(2);
    return Run.open(Path.of(chosen.group(1)))
        .withCheckpoint(
            step.equals("best")
                ? CheckpointChoice.best()
                : CheckpointChoice.at(Long.parseLong(step)));
  }

  private CheckpointChoice usual() {
    if (checkpoint == null) {
      return best ? CheckpointChoice.best() : CheckpointChoice.newest();
    }
    if (best) {
      throw new InvalidInputException(
          CHECKPOINT, "it alone", "--best as well", "give one of the two");
    }
    return CheckpointChoice.at(Checks.notNegative(CHECKPOINT, checkpoint));
  }

  /** Returns a backend with a run's forms and precision. */
  public TensorFlowBackend toLookAt(Computation trained) {
    return backend.backendToLookAt(trained);
  }
}
