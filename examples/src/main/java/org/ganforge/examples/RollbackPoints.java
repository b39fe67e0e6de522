package org.ganforge.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.GanTrainer;
import org.ganforge.observe.RunDirectory;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;

/**
 * Saves a training at its start and every so many iterations, for a rollback to go back to.
 *
 * @param every how many iterations lie between two
 */
record RollbackPoints(GanTrainer trainer, RunDirectory run, long every)
    implements TrainingListener {
  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started
        || (event instanceof TrainingEvent.IterationDone && event.iteration() % every == 0)) {
      save(trainer, run);
    }
  }

  /** Saves the weights as they are, where that is not done yet. */
  static void save(GanTrainer trainer, RunDirectory run) {
    Path place = run.checkpoint(trainer.iteration());
    if (!Files.isDirectory(place)) {
      trainer.save(place);
    }
  }
}
