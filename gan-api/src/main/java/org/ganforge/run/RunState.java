package org.ganforge.run;

import org.ganforge.GanTrainer;
import org.ganforge.observe.RunDirectory;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * The state shared by all copies of a run: its directory once created, and the training in
 * progress.
 */
final class RunState implements TrainingListener {
  private volatile @Nullable RunDirectory directory;
  private volatile @Nullable GanTrainer trainer;
  private volatile boolean isTraining;
  private volatile boolean isAsked;
  private volatile boolean isSaveAsked;

  @Nullable RunDirectory directory() {
    return directory;
  }

  void made(RunDirectory made) {
    directory = made;
  }

  /** Marks the start of training. */
  void begin() {
    isAsked = false;
    isSaveAsked = false;
    isTraining = true;
  }

  /** Sets the current trainer. */
  void watch(GanTrainer current) {
    trainer = current;
  }

  /** Marks the end of training. */
  void end() {
    isTraining = false;
    trainer = null;
  }

  void stop() {
    GanTrainer current = trainer;
    if (isTraining) {
      isAsked = true;
    }
    if (current != null) {
      current.stop();
    }
  }

  void saveSoon() {
    isSaveAsked = isTraining;
  }

  /** Returns whether a checkpoint has been requested since the last call. */
  boolean takeSave() {
    boolean asked = isSaveAsked;
    if (asked) {
      isSaveAsked = false;
    }
    return asked;
  }

  /** A trainer forgets a request to stop from before it started, so repeat it. */
  @Override
  public void on(TrainingEvent event) {
    GanTrainer current = trainer;
    if (isAsked && current != null && event instanceof TrainingEvent.Started) {
      current.stop();
    }
  }
}
