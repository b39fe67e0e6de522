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
 * Saves a trainer's state according to its plan: before the first iteration, at the plan's interval
 * or every ten minutes, on request, and when training ends or is stopped; deletes older checkpoints
 * except the best. It must come after the listeners whose files are needed to resume from the
 * checkpoint.
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

  /** Returns a saver without a log. */
  public static CheckpointSaver of(GanTrainer trainer, Checkpoints checkpoints) {
    return new CheckpointSaver(
        trainer, checkpoints, iteration -> null, System::nanoTime, () -> false);
  }

  /**
   * Returns a new saver that flushes this log before each checkpoint and stores its digest in it;
   * for example {@code recorder::flush}.
   */
  public CheckpointSaver withLog(Log log) {
    return new CheckpointSaver(trainer, checkpoints, log, nanoTime, requests);
  }

  /** Returns a new saver with this clock, in nanoseconds from an arbitrary origin. */
  public CheckpointSaver withClock(LongSupplier nanoTime) {
    return new CheckpointSaver(trainer, checkpoints, log, nanoTime, requests);
  }

  /** Returns a new saver that also saves after an iteration if {@code requests} returns true. */
  public CheckpointSaver withRequests(BooleanSupplier requests) {
    return new CheckpointSaver(trainer, checkpoints, log, nanoTime, requests);
  }

  /** The metrics log of the same run. */
  @FunctionalInterface
  public interface Log {
    /**
     * Returns once everything logged so far is on disk.
     *
     * @param iteration the trainer's iteration
     * @return the digest of the log up to there; null if there is no log or it ends earlier
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
   * Saves the current state unless it is already saved.
   *
   * @return its directory
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

  /** Returns how long the last save took, in nanoseconds; 0 if there has been none. */
  public long cost() {
    return cost;
  }

  /** Returns whether a checkpoint after this many iterations exists. */
  public boolean isSaved(long iteration) {
    return Files.isDirectory(checkpoints.at(iteration));
  }

  /**
   * Saves the current state unless it is already saved, and marks it as the best.
   *
   * @param value the measure's value for it
   */
  public BestCheckpoint saveBest(Measure measure, double value) {
    save();
    BestCheckpoint best = new BestCheckpoint(trainer.iteration(), measure, value);
    markBest(best);
    checkpoints.keepLast(plan.keep());
    return best;
  }

  /** Marks an existing checkpoint as the best, unless it is already marked. */
  public void markBest(BestCheckpoint best) {
    if (!checkpoints.best().equals(Optional.of(best))) {
      checkpoints.markBest(best);
    }
  }

  /**
   * If training resumes differently from its checkpoint, for example with another learning rate or
   * a new log, rewrites the checkpoint, so that resuming from it again finds no changes.
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
