package org.ganforge.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.CheckpointSaver;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunRecorder;
import org.ganforge.train.DivergenceException;
import org.ganforge.train.LogDigest;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.jspecify.annotations.Nullable;

/**
 * A training whose metrics, pictures and checkpoints go into a run directory, from wherever the
 * trainer stands.
 *
 * @param distance says which checkpoint is the best; null where nobody asks
 */
record RecordedTraining(
    Console console,
    GanTrainer trainer,
    RunDirectory run,
    @Nullable ToDoubleFunction<GanTrainer> distance) {
  /**
   * Trains until the plan's end.
   *
   * @param recorder keeps metrics and pictures; it is closed at the end
   * @throws DivergenceException if a number is not finite
   * @throws TrainingFailedException if the training cannot go on for another reason; what can be
   *     saved is saved then
   */
  TrainingReport train(RunRecorder recorder, List<TrainingListener> listeners) {
    Checkpoints checkpoints = Checkpoints.of(run.checkpoints());
    CheckpointSaver saver =
        CheckpointSaver.of(trainer, checkpoints).withLog(iteration -> flush(recorder, iteration));
    if (distance != null) {
      saver = saver.withDistance(distance);
    }
    List<TrainingListener> all = new ArrayList<>(listeners);
    all.addAll(List.of(recorder, saver, console.progress(), this::requireReader));
    try (recorder) {
      try {
        return trainer.train(all.toArray(TrainingListener[]::new));
      } catch (DivergenceException e) {
        throw e;
      } catch (RuntimeException | OutOfMemoryError e) {
        // Before the recorder is closed, since saving flushes it.
        throw new TrainingFailedException(Failures.line(e) + rescued(checkpoints, saver), e);
      }
    }
  }

  /** A directory that the user has removed is not made again for a checkpoint. */
  private @Nullable LogDigest flush(RunRecorder recorder, long iteration) {
    if (!Files.isDirectory(run.path())) {
      throw new TrainingFailedException(
          "run directory " + run + ": expected it to stay while it is trained into; it is gone");
    }
    return recorder.flush(iteration);
  }

  /** Who has closed the terminal, or ended the program behind a pipe, wants no more of this. */
  private void requireReader(TrainingEvent event) {
    if (event instanceof TrainingEvent.IterationDone) {
      console
          .out()
          .loss()
          .ifPresent(
              loss -> {
                throw new TrainingFailedException(loss);
              });
    }
  }

  /** Hours of training must not be lost since a picture could not be written. */
  private String rescued(Checkpoints checkpoints, CheckpointSaver saver) {
    if (!Files.isDirectory(run.path())) {
      return "";
    }
    String resume = "'" + Console.command("resume", run) + "' goes on from ";
    try {
      return "; the weights are saved, and " + resume + name(saver.save());
    } catch (RuntimeException | OutOfMemoryError e) {
      return earlier(checkpoints).map(checkpoint -> "; " + resume + checkpoint.name()).orElse("");
    }
  }

  /** What is wrong here is not what the training has failed of. */
  private static Optional<SavedCheckpoint> earlier(Checkpoints checkpoints) {
    try {
      return checkpoints.newestWhole(damaged -> {});
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static String name(Path checkpoint) {
    return String.valueOf(checkpoint.getFileName());
  }
}
