package org.ganforge.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.data.ImageDataset;
import org.ganforge.json.RunInfo;
import org.ganforge.observe.ImageGrid;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunLock;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingPlan;
import org.jspecify.annotations.Nullable;

/** One training from its first iteration, with all that it leaves behind. */
final class Training {
  private final Console console;
  private final TensorFlowBackend backend;
  private final Gan gan;
  private final ImageDataset images;
  private final @Nullable Path folder;
  private final List<String> command;
  private final OnDivergence onDivergence;

  /**
   * Makes a training; nothing is done yet.
   *
   * @param console where its progress is shown
   * @param images the whole data set, before the model's own choice of it
   * @param folder where it was read from, or null where the catalogue knows; for the record
   * @param command the command line, likewise
   * @param onDivergence what is done about a number that is not finite
   */
  Training(
      Console console,
      TensorFlowBackend backend,
      Gan gan,
      ImageDataset images,
      @Nullable Path folder,
      List<String> command,
      OnDivergence onDivergence) {
    this.console = console;
    this.backend = backend;
    this.gan = gan;
    this.images = images;
    this.folder = folder;
    this.command = command;
    this.onDivergence = onDivergence;
  }

  /**
   * Compiles first, so that a wrong model leaves no run directory behind; then creates it, trains,
   * and saves.
   *
   * @param maker makes listeners that may stop a trainer; asked anew after each rollback
   * @throws TrainingFailedException if the training began and could not go on
   */
  TrainingResult run(RunOptions place, StopSignal signal, ListenerMaker maker) {
    LastMetrics last = new LastMetrics();
    RealImages real = RealImages.of(gan, images);
    try (GanTrainer trainer = backend.open(gan, images);
        ClassDistance distance = ClassDistance.open(backend, gan, images, console)) {
      RunDirectory run = place.create(gan.name());
      RunLock lock = run.lock();
      try {
        Map<String, String> forms = trainer.forms(); // a closed trainer says no more
        describe(run, real, forms);
        Rollback.Outcome outcome =
            new Rollback(
                    console,
                    run,
                    onDivergence,
                    slower -> backend.withForms(forms).open(slower, images))
                .train(
                    trainer,
                    run.recorder(),
                    distance,
                    current -> {
                      signal.watch(current);
                      List<TrainingListener> listeners = new ArrayList<>(List.of(signal, last));
                      listeners.addAll(maker.of(current));
                      listeners.add(real.watch(run, console));
                      return listeners;
                    });
        return new TrainingResult(outcome.gan(), run, outcome.report(), last);
      } finally {
        lock.close();
      }
    }
  }

  /** Makes listeners for a trainer. */
  @FunctionalInterface
  interface ListenerMaker {
    /** Returns the listeners. */
    List<TrainingListener> of(GanTrainer trainer);
  }

  private void describe(RunDirectory run, RealImages real, Map<String, String> forms) {
    ImageDataset chosen = real.chosen();
    RunInfo.Images learned = RunInfo.Images.of(chosen);
    run.write(
        RunInfo.imported(gan, backend.version(), command)
            .withImages(learned.withFolder(folder == null ? null : folder.toString()))
            .withForms(forms));
    TrainingPlan plan = gan.plan();
    ImageGrid.of(real.first(), gan.data().range())
        .withColumns(plan.gridColumns())
        .write(run.reals());
    String summary = gan.reference().summary();
    console.line("model  " + gan.name() + ": " + (summary.isEmpty() ? "own spec" : summary));
    console.line(
        "data   "
            + chosen.name()
            + ", "
            + Console.count(chosen.count(), "image")
            + " "
            + chosen.imageShape()
            + note(chosen));
    console.line(
        "run    "
            + run
            + ": "
            + Console.count(plan.iterations(), "iteration")
            + " in batches of "
            + plan.batchSize()
            + ", seed "
            + plan.seed());
    backend.options().drawback().ifPresent(text -> console.line("note   " + text));
  }

  /** A user whose own images stand in for a published set should know which are learned. */
  private String note(ImageDataset chosen) {
    String asked = gan.data().dataset();
    return asked == null || asked.equals(chosen.name())
        ? ""
        : ": all of them, since they are not " + asked;
  }
}
