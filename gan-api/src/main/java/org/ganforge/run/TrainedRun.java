package org.ganforge.run;

import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ganforge.Computation;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.data.Appearance;
import org.ganforge.data.ValueRange;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;

/**
 * A run with its model ready to use, until it is closed. See {@link Run#load}.
 *
 * @param directory the run's directory
 * @param info its description
 * @param checkpoint the checkpoint that the weights come from
 * @param trainer the model
 */
public record TrainedRun(RunDirectory directory, RunInfo info, Path checkpoint, GanTrainer trainer)
    implements AutoCloseable {

  /**
   * Compiles the run's model and restores its chosen checkpoint.
   *
   * @param backends returns the backend, given how the checkpoint was computed
   * @param opener compiles the GAN
   */
  static TrainedRun open(
      RunDirectory run,
      RunSettings settings,
      Function<Computation, ? extends GanBackend> backends,
      BiFunction<GanBackend, Gan, GanTrainer> opener) {
    ChosenCheckpoint chosen = new ChosenCheckpoint(run, settings.checkpoint(), settings.listener());
    SavedCheckpoint found = chosen.find();
    GanBackend backend = backends.apply(found.info().computation());
    return open(chosen, run.info(), found, settings.looking(gan -> opener.apply(backend, gan)));
  }

  /** Compiles the run's model and restores a checkpoint that has been found. */
  static TrainedRun open(
      ChosenCheckpoint chosen,
      RunInfo info,
      SavedCheckpoint found,
      Function<Gan, GanTrainer> opener) {
    GanTrainer trainer = opener.apply(info.gan());
    try {
      SavedCheckpoint restored = chosen.restore(trainer::restore, found);
      return new TrainedRun(chosen.run(), info, restored.directory(), trainer);
    } catch (RuntimeException | Error e) {
      trainer.close();
      throw e;
    }
  }

  /** Returns the range of the images' values. */
  public ValueRange range() {
    return info.gan().data().range();
  }

  /** Returns how to display the images. */
  public Appearance appearance() {
    return info.gan().appearance();
  }

  /** Returns how many iterations the weights have been trained for. */
  public long iteration() {
    return trainer.iteration();
  }

  /** Frees the model. */
  @Override
  public void close() {
    trainer.close();
  }
}
