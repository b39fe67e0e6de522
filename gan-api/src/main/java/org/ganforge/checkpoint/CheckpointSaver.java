package org.ganforge.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.ganforge.GanTrainer;
import org.ganforge.train.CheckpointPlan;
import org.ganforge.train.LogDigest;
import org.ganforge.train.Measure;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Saves a trainer's state as its plan asks for: before the first iteration, every so many
 * iterations or ten minutes, when asked, and when the training ends or is stopped; and deletes the
 * older ones, but not the best. It comes after the listeners whose files have to be there when a
 * training goes on from here.
 */
public final class CheckpointSaver implements TrainingListener {
  private static final long TEN_MINUTES = 600_000_000_000L;

  private final GanTrainer trainer;
  private final Checkpoints checkpoints;
  private final Log log;
  private final LongSupplier nanoTime;
  private final BooleanSupplier requests;
  private CheckpointPlan plan;
  private long last;
  private long cost;

  private CheckpointSaver(
      GanTrainer trainer,
      Checkpoints checkpoints,
      Log log,
      LongSupplier nanoTime,
      BooleanSupplier requests) {
    this.trainer = trainer;
    this.plan = trainer.gan().recording().checkpoints();
    this.checkpoints = checkpoints;
    this.log = log;
    this.nanoTime = nanoTime;
    this.requests = requests;
  }

  /** Returns a saver that has nothing to do before it saves. */
  public static CheckpointSaver of(GanTrainer trainer, Checkpoints checkpoints) {
    return new CheckpointSaver(
        trainer, checkpoints, iteration -> null, System::nanoTime, () -> false);
  }

  /**
   * Returns a new saver that asks this before each checkpoint, which keeps its answer, such as
   * {@code recorder::flush} to have on disk everything recorded so far.
   */
  public CheckpointSaver withLog(Log log) {
    return new CheckpointSaver(trainer, checkpoints, log, nanoTime, requests);
  }

  /** Returns a new saver with this clock, in nanoseconds from any start. */
  public CheckpointSaver withClock(LongSupplier nanoTime) {
    return new CheckpointSaver(trainer, checkpoints, log, nanoTime, requests);
  }

  /**
   * Returns a new saver that also saves after an iteration where this is true, which it asks after
   * each.
   */
  public CheckpointSaver withRequests(BooleanSupplier requests) {
    return new CheckpointSaver(trainer, checkpoints, log, nanoTime, requests);
  }

  /** The log of metrics beside the checkpoints. */
  @FunctionalInterface
  public interface Log {
    /**
     * Returns when all that was logged is on the disk.
     *
     * @param iteration that the trainer is at
     * @return what the log holds up to there; null where there is no log or it does not go that far
     */
    @Nullable LogDigest flush(long iteration);
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started started) {
      plan = started.recording().checkpoints();
      renew();
      save();
    } else if (event instanceof TrainingEvent.IterationDone done) {
      boolean isDue =
          plan.every() > 0
              ? done.iteration() % plan.every() == 0
              : nanoTime.getAsLong() - last >= TEN_MINUTES;
      if (requests.getAsBoolean() || isDue) {
        save();
      }
    } else if (event instanceof TrainingEvent.Finished) {
      save();
    }
  }

  /**
   * Saves the state as it is, where that is not done yet.
   *
   * @return where it lies
   */
  public Path save() {
    Path place = checkpoints.at(trainer.iteration());
    boolean isNew = !Files.isDirectory(place);
    long begin = nanoTime.getAsLong();
    if (isNew) {
      trainer.save(place, log.flush(trainer.iteration()));
      checkpoints.keepLast(plan.keep());
    }
    last = nanoTime.getAsLong();
    cost = isNew ? last - begin : cost;
    return place;
  }

  /** Returns how long the last save took, in nanoseconds; 0 if there was none yet. */
  public long cost() {
    return cost;
  }

  /** Returns whether the checkpoint after so many iterations is there. */
  public boolean isSaved(long iteration) {
    return Files.isDirectory(checkpoints.at(iteration));
  }

  /**
   * Saves the state as it is, where that is not done yet, and marks it as the best.
   *
   * @param value what the measure has found in it
   */
  public BestCheckpoint saveBest(Measure measure, double value) {
    save();
    BestCheckpoint best = new BestCheckpoint(trainer.iteration(), measure, value);
    markBest(best);
    checkpoints.keepLast(plan.keep());
    return best;
  }

  /** Marks a checkpoint that is there as the best, where it is not marked so. */
  public void markBest(BestCheckpoint best) {
    if (!checkpoints.best().equals(Optional.of(best))) {
      checkpoints.markBest(best);
    }
  }

  /**
   * Where a training goes on otherwise than its checkpoint says, with another learning rate for
   * one, or with a new log, the checkpoint is written anew, so that what goes on from it later
   * finds nothing changed.
   */
  private void renew() {
    Path place = checkpoints.at(trainer.iteration());
    if (Files.isDirectory(place)) {
      LogDigest now = log.flush(trainer.iteration());
      if (!checkpoints.isOf(place, trainer, now)) {
        checkpoints.replace(place, directory -> trainer.save(directory, now));
      }
    }
  }
}
