package org.ganforge.examples.train;

import org.ganforge.Gan;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.MlflowOptions;
import org.ganforge.observe.Mlflow;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.RunEvent;
import org.ganforge.run.RunListener;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/** Logs a run to MLflow, if that is requested, from when the run has its directory. */
final class MlflowTraining implements TrainingListener, RunListener, AutoCloseable {
  private final MlflowOptions options;
  private final Console notes;
  private @Nullable Mlflow mlflow;

  /**
   * Prepares logging.
   *
   * @param notes where a failure is reported
   */
  MlflowTraining(MlflowOptions options, Console notes) {
    this.options = options;
    this.notes = notes;
  }

  @Override
  public void on(RunEvent event) {
    if (event instanceof RunEvent.Created created) {
      open(created.gan(), created.directory());
    } else if (event instanceof RunEvent.Resumed resumed) {
      open(resumed.gan(), resumed.directory());
    }
  }

  private void open(Gan gan, RunDirectory run) {
    mlflow =
        options
            .listener(gan, run)
            .map(listener -> listener.withWarnings(text -> notes.note("note: " + text)))
            .orElse(null);
  }

  @Override
  public void on(TrainingEvent event) {
    if (mlflow != null) {
      mlflow.on(event);
    }
  }

  @Override
  public void close() {
    if (mlflow != null) {
      mlflow.close();
    }
  }
}
