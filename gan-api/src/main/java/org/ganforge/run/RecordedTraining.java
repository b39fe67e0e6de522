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
 * A training whose metrics, pictures and checkpoints go into a run directory, from wherever the
 * trainer stands.
 *
 * @param measures evaluate samples meanwhile; null where nobody asks
 * @param events hears what happens besides iterations
 * @param requests whether a checkpoint was asked for since the last call
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
   * @param recorder keeps metrics and pictures; it is closed at the end
   * @param before hear of an event before it is on the disk
   * @param after hear of it later; if one of them throws, nothing of the iteration is lost
   * @throws DivergenceException if a number is not finite
   * @throws RunFailedException if the training cannot go on for another reason; what can be saved
   *     is saved then
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
        // Before the recorder is closed, since saving flushes it.
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
    return plan.histogramsEvery() == 0
        ? board
        : board.withWeights(trainer::weights, plan.histogramsEvery());
  }

  /** A directory that the user has removed is not made again for a checkpoint. */
  private @Nullable LogDigest flush(RunRecorder recorder, long iteration) {
    if (!Files.isDirectory(run.path())) {
      throw RunFailedException.gone(run);
    }
    return recorder.flush(iteration);
  }

  /** Hours of training must not be lost since a picture could not be written. */
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
