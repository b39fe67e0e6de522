package org.ganforge.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
import org.ganforge.train.TrainingReport;
import org.jspecify.annotations.Nullable;

/** One training from its first iteration, with all that it leaves behind. */
final class Training {
  private final Console console;
  private final TensorFlowBackend backend;
  private final Gan gan;
  private final ImageDataset images;
  private final @Nullable Path folder;
  private final List<String> command;

  /**
   * Makes a training; nothing is done yet.
   *
   * @param console where its progress is shown
   * @param images the whole data set, before the model's own choice of it
   * @param folder where it was read from, or null where the catalogue knows; for the record
   * @param command the command line, likewise
   */
  Training(
      Console console,
      TensorFlowBackend backend,
      Gan gan,
      ImageDataset images,
      @Nullable Path folder,
      List<String> command) {
    this.console = console;
    this.backend = backend;
    this.gan = gan;
    this.images = images;
    this.folder = folder;
    this.command = command;
  }

  /**
   * Compiles first, so that a wrong model leaves no run directory behind; then creates it, trains,
   * and saves.
   *
   * @param maker makes listeners that may stop the trainer
   * @throws TrainingFailedException if the training began and could not go on
   */
  TrainingResult run(RunOptions place, StopSignal signal, ListenerMaker maker) {
    LastMetrics last = new LastMetrics();
    try (GanTrainer trainer = backend.open(gan, images);
        ClassDistance distance = ClassDistance.open(backend, gan, images, console)) {
      RunDirectory run = place.create(gan.name());
      RunLock lock = run.lock();
      try {
        signal.watch(trainer);
        List<TrainingListener> listeners = new ArrayList<>(List.of(signal, last));
        listeners.addAll(maker.of(trainer));
        describe(run);
        TrainingReport report =
            new RecordedTraining(console, trainer, run, distance).train(run.recorder(), listeners);
        return new TrainingResult(gan, run, report, last);
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

  private void describe(RunDirectory run) {
    ImageDataset chosen = gan.data().select(images);
    RunInfo.Images learned = RunInfo.Images.of(chosen);
    run.write(
        RunInfo.imported(gan, backend.version(), command)
            .withImages(learned.withFolder(folder == null ? null : folder.toString())));
    TrainingPlan plan = gan.plan();
    int count = Math.min(chosen.count(), plan.gridRows() * plan.gridColumns());
    int[] first = IntStream.range(0, count).toArray();
    ImageGrid.of(chosen.images(gan.data().range(), first), gan.data().range())
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
  }

  /** A user whose own images stand in for a published set should know which are learned. */
  private String note(ImageDataset chosen) {
    String asked = gan.data().dataset();
    return asked == null || asked.equals(chosen.name())
        ? ""
        : ": all of them, since they are not " + asked;
  }
}
