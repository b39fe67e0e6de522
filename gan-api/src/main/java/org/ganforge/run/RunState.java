package org.ganforge.run;

import org.ganforge.GanTrainer;
import org.ganforge.observe.RunDirectory;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/** What all copies of a run share: its directory once it is made, and the training in progress. */
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

  /** Says that a training begins. */
  void begin() {
    isAsked = false;
    isSaveAsked = false;
    isTraining = true;
  }

  /** Says which trainer does it now. */
  void watch(GanTrainer current) {
    trainer = current;
  }

  /** Says that it is over. */
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

  /** Returns whether a checkpoint was asked for since the last call. */
  boolean takeSave() {
    boolean asked = isSaveAsked;
    if (asked) {
      isSaveAsked = false;
    }
    return asked;
  }

  /** A trainer forgets what it was asked before it began, so it is asked again. */
  @Override
  public void on(TrainingEvent event) {
    GanTrainer current = trainer;
    if (isAsked && current != null && event instanceof TrainingEvent.Started) {
      current.stop();
    }
  }
}
