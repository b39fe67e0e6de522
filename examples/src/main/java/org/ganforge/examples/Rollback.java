package org.ganforge.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.RunEvent;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunRecorder;
import org.ganforge.train.DivergenceException;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.jspecify.annotations.Nullable;

/**
 * Trains, and takes a training that has diverged back to its last checkpoint, and on from there
 * with half the learning rates; as often as it may. Each time is told, and recorded in the run's
 * events.
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

  /** A training that has come to its end, and the GAN with the learning rates that it came with. */
  record Outcome(Gan gan, TrainingReport report) {}

  /**
   * Trains until the plan's end, and closes the trainer.
   *
   * @param first the trainer to begin with
   * @param recorder keeps metrics and pictures from there
   * @param distance says which checkpoint is the best; null where nobody asks
   * @param listeners makes listeners for a trainer; asked anew after each rollback
   * @throws TrainingFailedException if the training cannot go on, or has gone back often enough
   */
  Outcome train(
      GanTrainer first,
      RunRecorder recorder,
      @Nullable ToDoubleFunction<GanTrainer> distance,
      Function<GanTrainer, List<TrainingListener>> listeners) {
    GanTrainer trainer = first;
    RunRecorder records = recorder;
    try {
      while (true) {
        try {
          TrainingReport report =
              new RecordedTraining(console, trainer, run, distance)
                  .train(records, listeners.apply(trainer));
          return new Outcome(trainer.gan(), report);
        } catch (DivergenceException e) {
          SavedCheckpoint point = point(e, trainer);
          Gan slower = OnDivergence.slower(trainer.gan());
          trainer.close();
          try {
            trainer = restart(slower, point);
            tell(e, slower, trainer.iteration());
            records = run.recorder(point.info());
          } catch (RuntimeException failure) {
            failure.addSuppressed(e);
            throw new TrainingFailedException(Failures.line(failure) + goesOn(point), failure);
          }
        }
      }
    } finally {
      trainer.close();
    }
  }

  /** Returns where to go back to. */
  private SavedCheckpoint point(DivergenceException e, GanTrainer diverged) {
    Checkpoints checkpoints = Checkpoints.of(run.checkpoints());
    Optional<SavedCheckpoint> point =
        checkpoints.newestWhole(damaged -> console.note("note: " + damaged.getMessage()));
    try {
      run.events()
          .append(new RunEvent(e.iteration(), "divergence", String.valueOf(e.getMessage())));
    } catch (InvalidInputException failure) {
      failure.addSuppressed(e);
      throw new TrainingFailedException(
          Failures.line(failure) + point.map(this::goesOn).orElse(""), failure);
    }
    if (done >= policy.retries() || point.isEmpty()) {
      throw new TrainingFailedException(
          run + ": " + e.getMessage() + kept(checkpoints, diverged, point) + hint(point), e);
    }
    done++;
    checkpoints.goOnAfter(point.get().info().iteration());
    return point.get();
  }

  /**
   * Keeps the weights as they were before the iteration that failed, where there are such and no
   * checkpoint has them. Not among the checkpoints to go on from: from there the same update would
   * be refused again, however low the learning rates.
   */
  private static String kept(
      Checkpoints checkpoints, GanTrainer diverged, Optional<SavedCheckpoint> point) {
    long iteration = diverged.iteration();
    if (point.isPresent() && point.get().info().iteration() == iteration) {
      return "";
    }
    try {
      Path place = checkpoints.keepDiverged(iteration, diverged::save);
      return "; the weights of iteration " + iteration + " are in " + place;
    } catch (RuntimeException e) {
      return ""; // they are not finite, or those of no iteration, or there is no room for them
    }
  }

  private GanTrainer restart(Gan slower, SavedCheckpoint point) {
    GanTrainer next = opener.apply(slower);
    try {
      next.restore(point.directory());
      run.write(run.info().withGan(slower));
      return next;
    } catch (RuntimeException | Error failure) {
      next.close();
      throw failure;
    }
  }

  private String hint(Optional<SavedCheckpoint> point) {
    if (done > 0) {
      return "; "
          + Console.count(done, "rollback")
          + (done == 1 ? " has" : " have")
          + " not helped";
    }
    if (point.isEmpty()) {
      return "; there is no whole checkpoint to go back to";
    }
    return "; '"
        + Console.command("resume", run, "--on-divergence", "rollback")
        + "' goes on from "
        + point.get().name()
        + ", more slowly";
  }

  private String goesOn(SavedCheckpoint point) {
    return "; '" + Console.command("resume", run) + "' goes on from " + point.name();
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
