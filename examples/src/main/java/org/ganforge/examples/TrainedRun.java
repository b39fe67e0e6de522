package org.ganforge.examples;

import java.nio.file.Path;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.data.ValueRange;
import org.ganforge.json.RunInfo;
import org.ganforge.observe.RunDirectory;

/**
 * A run with its model ready to use, until it is closed.
 *
 * @param directory where the run lies
 * @param info what it is
 * @param checkpoint where the weights come from
 * @param trainer the model
 */
record TrainedRun(RunDirectory directory, RunInfo info, Path checkpoint, GanTrainer trainer)
    implements AutoCloseable {

  static TrainedRun open(RunDirectory run, RunInfo info, Path checkpoint, GanBackend backend) {
    GanTrainer trainer = backend.open(info.gan());
    try {
      trainer.restore(checkpoint);
      return new TrainedRun(run, info, checkpoint, trainer);
    } catch (RuntimeException | Error e) {
      trainer.close();
      throw e;
    }
  }

  /** Returns the range of the images' values. */
  ValueRange range() {
    return info.gan().data().range();
  }

  /** Returns {@code iteration 400}. */
  String age() {
    return "iteration " + trainer.iteration();
  }

  @Override
  public void close() {
    trainer.close();
  }
}
