package org.ganforge.run;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.CheckpointSaver;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunRecorder;
import org.ganforge.observe.TensorBoard;
import org.ganforge.train.DivergenceException;
import org.ganforge.train.LogDigest;
import org.ganforge.train.TensorBoardPlan;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.jspecify.annotations.Nullable;

/**
 * Training from the trainer's current state, with metrics, pictures and checkpoints written to a
 * run directory.
 *
 * @param measures evaluates samples during training; null for no evaluations
 * @param events hears of events other than iterations
 * @param requests whether a checkpoint has been requested since the last call
 */
record RecordedTraining(
    GanTrainer trainer,
    RunDirectory run,
    @Nullable TrainingMeasures measures,
    RunListener events,
    BooleanSupplier requests) {
  /**
   * Trains until the plan's end.
   *
   * @param recorder writes metrics and pictures; it is closed at the end
   * @param before listeners called before an event is on disk
   * @param after listeners called afterwards; if one of them throws, nothing of the iteration is
   *     lost
   * @throws DivergenceException if a number is not finite
   * @throws RunFailedException if training cannot continue for another reason; whatever can be
   *     saved is saved first
   */
  TrainingReport train(
      RunRecorder recorder, List<TrainingListener> before, List<TrainingListener> after) {
    Checkpoints checkpoints = Checkpoints.of(run.checkpoints());
    CheckpointSaver saver =
        CheckpointSaver.of(trainer, checkpoints)
            .withLog(iteration -> flush(recorder, iteration))
            .withRequests(requests);
    try (recorder;
        TensorBoard board = board()) {
      List<TrainingListener> later = new ArrayList<>();
      if (board != null) {
        later.add(board);
      }
      later.addAll(after);
      List<TrainingListener> all = new ArrayList<>(before);
      all.add(recorder);
      if (measures != null) {
        all.add(
            new TrainingEvaluation(
                measures, trainer, recorder, saver, run, events, later, System::nanoTime));
      }
      all.add(saver);
      all.addAll(later);
      try {
        return trainer.train(all.toArray(TrainingListener[]::new));
      } catch (DivergenceException e) {
        throw e;
      } catch (RuntimeException | OutOfMemoryError e) {
        // Rescue before the recorder is closed, since saving flushes it.
        throw RunFailedException.of(rescue(checkpoints, saver), e);
      }
    }
  }

  /** Returns the event file writer; null if the plan asks for none. */
  private @Nullable TensorBoard board() {
    Gan gan = trainer.gan();
    TensorBoardPlan plan = gan.recording().tensorboard();
    if (plan == null) {
      return null;
    }
    TensorBoard board = TensorBoard.of(run.path()).withSpec(gan);
    long every = plan.histogramsEvery();
    return every == 0
        ? board
        : board.withWeights(trainer::weights, every).withGradients(trainer::gradients, every);
  }

  /** Don't recreate a directory that the user has removed. */
  private @Nullable LogDigest flush(RunRecorder recorder, long iteration) {
    if (!Files.isDirectory(run.path())) {
      throw RunFailedException.gone(run);
    }
    return recorder.flush(iteration);
  }

  /** Hours of training must not be lost because a picture could not be written. */
  private RunFailedException.Facts rescue(Checkpoints checkpoints, CheckpointSaver saver) {
    if (!Files.isDirectory(run.path())) {
      return RunFailedException.Facts.of(run, null);
    }
    try {
      String saved = String.valueOf(saver.save().getFileName());
      return new RunFailedException.Facts(run, saved, true, null, 0);
    } catch (RuntimeException | OutOfMemoryError e) {
      return RunFailedException.Facts.of(run, earlier(checkpoints));
    }
  }

  /** A failure here must not mask the original one. */
  private static @Nullable String earlier(Checkpoints checkpoints) {
    try {
      return checkpoints.newestWhole(damaged -> {}).map(SavedCheckpoint::name).orElse(null);
    } catch (RuntimeException e) {
      return null;
    }
  }
}
