package org.ganforge.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.data.ImageDataset;
import org.ganforge.json.RunInfo;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.CollapseWatch;
import org.ganforge.observe.ImageGrid;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunRecorder;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.DivergenceException;
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
    GanTrainer trainer = backend.open(gan, images);
    try {
      RunDirectory run = place.create(gan.name());
      describe(run);
      Rollback rollback = new Rollback(console, run, onDivergence, g -> backend.open(g, images));
      while (true) {
        signal.watch(trainer);
        List<TrainingListener> listeners = new ArrayList<>(List.of(signal, last));
        listeners.addAll(maker.of(trainer));
        listeners.add(watch(run));
        rollback.listener(trainer).ifPresent(listeners::add);
        try {
          TrainingReport report = train(trainer, run, listeners);
          return new TrainingResult(trainer.gan(), run, report, last);
        } catch (DivergenceException e) {
          trainer = rollback.after(e, trainer);
        }
      }
    } finally {
      trainer.close();
    }
  }

  private CollapseWatch watch(RunDirectory run) {
    return new CollapseWatch(
        gan,
        firstImages(gan.data().select(images)),
        warning -> {
          console.note("warning: " + warning);
          run.events().append(warning);
        });
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
    ImageGrid.of(firstImages(chosen), gan.data().range())
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

  /** Returns as many real images as a picture has samples, or all. */
  private FloatTensor firstImages(ImageDataset chosen) {
    TrainingPlan plan = gan.plan();
    int count = Math.min(chosen.count(), plan.gridRows() * plan.gridColumns());
    return chosen.images(gan.data().range(), IntStream.range(0, count).toArray());
  }

  /** A user whose own images stand in for a published set should know which are learned. */
  private String note(ImageDataset chosen) {
    String asked = gan.data().dataset();
    return asked == null || asked.equals(chosen.name())
        ? ""
        : ": all of them, since they are not " + asked;
  }

  private TrainingReport train(
      GanTrainer trainer, RunDirectory run, List<TrainingListener> listeners) {
    try (RunRecorder recorder = run.recorder(trainer.iteration())) {
      List<TrainingListener> all = new ArrayList<>(listeners);
      all.add(recorder);
      all.add(console.progress());
      TrainingReport report = trainer.train(all.toArray(TrainingListener[]::new));
      RollbackPoints.save(trainer, run);
      return report;
    } catch (DivergenceException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new TrainingFailedException(Failures.line(e) + rescued(trainer, run), e);
    }
  }

  /** Hours of training must not be lost since a picture could not be written. */
  private static String rescued(GanTrainer trainer, RunDirectory run) {
    Path checkpoint = run.checkpoint(trainer.iteration());
    try {
      trainer.save(checkpoint);
      return "; the weights are saved in " + checkpoint;
    } catch (RuntimeException e) {
      return "";
    }
  }
}
