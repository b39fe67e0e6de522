package org.ganforge.run;

import java.util.List;
import org.ganforge.GanTrainer;
import org.ganforge.LeftOut;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;

/**
 * Networks imported with their weights, to be written as a run.
 *
 * @param version the backend's version
 * @param command the command line that started this, word by word
 * @param leftOut the options in the networks' file that the GAN lacks
 */
record ImportedRun(
    GanTrainer trainer, String version, List<String> command, List<LeftOut> leftOut) {
  RunDirectory write(RunPlace place) {
    return place.create(trainer.gan().name(), this::write);
  }

  private void write(RunDirectory run) {
    run.lock().close(); // creates the lock file that every run has
    run.write(RunInfo.imported(trainer.gan(), version, command).withLeftOut(leftOut));
    trainer.save(Checkpoints.of(run.checkpoints()).at(trainer.iteration()));
  }
}
