package org.ganforge.run;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.data.ImageSource;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunLock;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;

/**
 * Training of a new run from its first iteration, with all its records.
 *
 * @param images the whole data set, before selection by the data plan
 */
record FirstTraining(
    RunPlace place, RunState state, RunSettings settings, Gan gan, ImageSource images) {
  /**
   * Compiles first, so that an invalid model leaves no run directory behind; then creates it,
   * trains, and saves.
   *
   * @throws RunFailedException if training started but could not continue
   */
  TrainingReport train(GanBackend backend, List<TrainingListener> listeners) {
    try (GanTrainer trainer = backend.open(gan, images);
        TrainingMeasures measures =
            TrainingMeasures.open(backend, gan, images, settings.listener())) {
      GanBackend same = backend.withForms(trainer.forms());
      RunDirectory run = place.create(gan.name());
      state.made(run);
      RunLock lock = run.lock();
      try {
        RealImages real = begin(run, backend, trainer);
        return new Rollback(run, settings, state::takeSave, slower -> same.open(slower, images))
            .train(
                trainer,
                run.recorder(),
                measures,
                current -> {
                  state.watch(current);
                  return List.of(state, real.watch(run, settings.listener()));
                },
                listeners);
      } finally {
        lock.close();
      }
    }
  }

  /** Writes everything known before the first iteration. */
  private RealImages begin(RunDirectory run, GanBackend backend, GanTrainer trainer) {
    ImageSource chosen = gan.data().select(images);
    run.write(info(backend, chosen, trainer));
    RealImages real = RealImages.of(gan, images, chosen);
    real.draw(run);
    settings.listener().on(new RunEvent.Created(run, gan, chosen));
    return real;
  }

  private RunInfo info(GanBackend backend, ImageSource chosen, GanTrainer trainer) {
    RunInfo.Images learned =
        RunInfo.Images.of(chosen)
            .withFolder(settings.recordedFolder())
            .withOrigin(images.origin().orElse(null))
            .withClasses(gan.classes() == 0 ? List.of() : chosen.classNames());
    return RunInfo.of(gan, learned, backend.version(), settings.command())
        .withForms(trainer.forms());
  }
}
