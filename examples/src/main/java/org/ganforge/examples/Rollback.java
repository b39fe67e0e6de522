package org.ganforge.examples;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.json.RunEvent;
import org.ganforge.json.RunInfo;
import org.ganforge.observe.RunDirectory;
import org.ganforge.train.DivergenceException;
import org.ganforge.train.TrainingListener;

/**
 * Takes a training that has diverged back to its last checkpoint, and on from there with half the
 * learning rates; as often as it may. Each time is told, and recorded in the run's events.
 */
final class Rollback {
  private final Console console;
  private final RunDirectory run;
  private final OnDivergence policy;
  private final Function<Gan, GanTrainer> opener;
  private int done;

  Rollback(
      Console console, RunDirectory run, OnDivergence policy, Function<Gan, GanTrainer> opener) {
    this.console = console;
    this.run = run;
    this.policy = policy;
    this.opener = opener;
  }

  /** Returns what keeps checkpoints to go back to, where that may be needed. */
  Optional<TrainingListener> listener(GanTrainer trainer) {
    return policy.retries() == 0
        ? Optional.empty()
        : Optional.of(new RollbackPoints(trainer, run, trainer.gan().plan().gridEvery()));
  }

  /**
   * Closes a trainer that has diverged and returns another to go on with.
   *
   * @throws TrainingFailedException if that has been done often enough
   */
  GanTrainer after(DivergenceException e, GanTrainer trainer) {
    run.events().append(new RunEvent(e.iteration(), "divergence", String.valueOf(e.getMessage())));
    Optional<Path> point = run.latestCheckpoint();
    if (done >= policy.retries() || point.isEmpty()) {
      throw new TrainingFailedException(run + ": " + e.getMessage() + hint(point), e);
    }
    done++;
    Gan slower = OnDivergence.slower(trainer.gan());
    trainer.close();
    GanTrainer next = opener.apply(slower);
    try {
      next.restore(point.get());
      RunInfo info = run.info();
      run.write(
          new RunInfo(slower, info.images(), info.versions(), info.command(), info.created()));
      tell(e, slower, next.iteration());
      return next;
    } catch (RuntimeException | Error failure) {
      next.close();
      throw failure;
    }
  }

  private String hint(Optional<Path> point) {
    if (done > 0) {
      return "; " + Console.count(done, "rollback") + " have not helped";
    }
    return point.map(path -> "; the last checkpoint is " + path).orElse("")
        + "; --on-divergence rollback tries again by itself, more slowly";
  }

  private void tell(DivergenceException e, Gan slower, long iteration) {
    String text =
        "back to iteration "
            + iteration
            + ", on with half the learning rates (generator "
            + slower.generatorOptimizer().learningRate()
            + ", discriminator "
            + slower.discriminatorOptimizer().learningRate()
            + "), rollback "
            + done
            + " of "
            + policy.retries();
    console.note("diverged: " + e.getMessage());
    console.note("rollback: " + text);
    run.events().append(new RunEvent(iteration, "rollback", text));
  }
}
