package org.ganforge.run;

import java.nio.file.Files;
import java.util.List;
import java.util.function.Function;
import org.ganforge.Computation;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.data.ImageSource;
import org.ganforge.json.codec.RecordedSpec;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunRecorder;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;

/** Training that resumes from the newest intact checkpoint. The caller must hold the lock. */
record ResumedTraining(RunDirectory run, RunState state, RunSettings settings) {
  /**
   * Trains until the plan's end.
   *
   * @param backends returns the backend, given how the run was computed
   */
  TrainingReport train(
      Function<Computation, ? extends GanBackend> backends,
      Resumption resumption,
      List<TrainingListener> listeners) {
    RunInfo info = run.info();
    new LeftOutParts(info.leftOut()).check(run, resumption.dropRegularizers());
    SavedCheckpoint from = ChosenCheckpoint.newest(run, settings.listener());
    Gan gan = resumption.change().apply(info.gan());
    PlannedPictures.check(gan);
    try (FoundImages found = FoundImages.of(info, gan, settings)) {
      RunInfo.Images described = describe(info, gan, found.images());
      GanBackend backend = backends.apply(asRecorded(info, from.info().computation()));
      ChangedConfiguration changed = changes(from, gan, described, backend);
      changed.check("run directory " + run, from.name(), resumption.override());
      return train(
          from,
          info.withGan(gan).withImages(described),
          found.images(),
          backend,
          changed,
          listeners);
    }
  }

  private TrainingReport train(
      SavedCheckpoint from,
      RunInfo info,
      ImageSource images,
      GanBackend backend,
      ChangedConfiguration changed,
      List<TrainingListener> listeners) {
    Gan gan = info.gan();
    CheckpointInfo then = from.info();
    try (GanTrainer trainer = backend.open(gan, images);
        TrainingMeasures measures =
            TrainingMeasures.open(backend, gan, images, settings.listener())) {
      trainer.restore(from.directory());
      run.sweep();
      // Opening it rejects a log that doesn't match, so change nothing before.
      try (RunRecorder recorder = run.recorder(then)) {
        Checkpoints.of(run.checkpoints()).goOnAfter(then.iteration());
        run.write(
            info.withForms(trainer.forms()).withLeftOut(new LeftOutParts(info.leftOut()).agreed()));
        settings.listener().on(new RunEvent.Resumed(run, gan, then.iteration(), changed.texts()));
        RealImages real = RealImages.of(gan, images, gan.data().select(images));
        if (Files.notExists(run.reals())) {
          real.draw(run);
        }
        GanBackend same = backend.withForms(trainer.forms());
        return new Rollback(run, settings, state::takeSave, slower -> same.open(slower, images))
            .train(
                trainer,
                recorder,
                measures,
                current -> {
                  state.watch(current);
                  return List.of(state, real.watch(run, settings.listener()));
                },
                listeners);
      }
    }
  }

  /**
   * The forms in the run's record take precedence: a user may have edited them, like any other
   * part.
   */
  private static Computation asRecorded(RunInfo info, Computation then) {
    if (info.images() == null) {
      return then.withForms(null); // an import's forms were not used for training
    }
    return info.formNames() == null ? then : then.withForms(info.formNames());
  }

  private static ChangedConfiguration changes(
      SavedCheckpoint from, Gan gan, RunInfo.Images described, GanBackend backend) {
    return ChangedConfiguration.of(
        from.info(),
        RecordedSpec.read(from.directory().resolve("gan.json")),
        gan,
        described,
        RunInfo.Versions.here(backend.version()),
        backend.computation());
  }

  private RunInfo.Images describe(RunInfo info, Gan gan, ImageSource all) {
    ImageSource chosen = gan.data().select(all);
    RunInfo.Images images =
        RunInfo.Images.of(chosen).withClasses(gan.classes() == 0 ? List.of() : chosen.classNames());
    if (all.origin().isPresent()) {
      return images.withOrigin(all.origin().get());
    }
    String given = settings.recordedFolder();
    RunInfo.Images before = info.images();
    return images.withFolder(given != null || before == null ? given : before.folder());
  }
}
