package org.ganforge.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.LoggedEvent;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunRecorder;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.train.DivergenceException;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.jspecify.annotations.Nullable;

/**
 * Trains; if training diverges, goes back to the last checkpoint and continues with half the
 * learning rates, up to a limit. Each rollback is reported, and recorded in the run's events.
 */
final class Rollback {
  private final RunDirectory run;
  private final int retries;
  private final RunListener events;
  private final BooleanSupplier requests;
  private final Function<Gan, GanTrainer> opener;
  private int done;

  /**
   * Prepares a training.
   *
   * @param requests whether a checkpoint was asked for since the last call
   * @param opener opens a GAN with lower learning rates
   */
  Rollback(
      RunDirectory run,
      RunSettings settings,
      BooleanSupplier requests,
      Function<Gan, GanTrainer> opener) {
    this.run = run;
    this.retries = settings.retries();
    this.events = settings.listener();
    this.requests = requests;
    this.opener = opener;
  }

  /**
   * Trains until the plan's end, and closes the trainer.
   *
   * @param first the trainer to start with
   * @param recorder writes metrics and pictures from there on
   * @param measures evaluates samples during training; null for no evaluations
   * @param before makes listeners for a trainer that are called before an event is on disk; called
   *     again after each rollback
   * @param after listeners called afterwards
   * @throws RunFailedException if training cannot continue, or the limit of rollbacks is reached
   */
  TrainingReport train(
      GanTrainer first,
      RunRecorder recorder,
      @Nullable TrainingMeasures measures,
      Function<GanTrainer, List<TrainingListener>> before,
      List<TrainingListener> after) {
    GanTrainer trainer = first;
    RunRecorder records = recorder;
    try {
      while (true) {
        try {
          return new RecordedTraining(trainer, run, measures, events, requests)
              .train(records, before.apply(trainer), after);
        } catch (DivergenceException e) {
          SavedCheckpoint point = point(e, trainer);
          Gan slower = slower(trainer.gan());
          trainer.close();
          try {
            trainer = restart(slower, point);
            tell(e, slower, trainer.iteration());
            records = run.recorder(point.info());
          } catch (RuntimeException failure) {
            failure.addSuppressed(e);
            throw RunFailedException.of(RunFailedException.Facts.of(run, point.name()), failure);
          }
        }
      }
    } finally {
      trainer.close();
    }
  }

  /** Returns the GAN with half its learning rates. */
  static Gan slower(Gan gan) {
    return gan.withGeneratorOptimizer(slower(gan.generatorOptimizer()))
        .withDiscriminatorOptimizer(slower(gan.discriminatorOptimizer()));
  }

  private static Optimizer slower(Optimizer optimizer) {
    return optimizer.withLearningRate(optimizer.learningRate().times(0.5));
  }

  /** Returns the checkpoint to go back to. */
  private SavedCheckpoint point(DivergenceException e, GanTrainer diverged) {
    Checkpoints checkpoints = Checkpoints.of(run.checkpoints());
    List<InvalidInputException> damaged = new ArrayList<>();
    SavedCheckpoint point = checkpoints.newestWhole(damaged::add).orElse(null);
    String name = point == null ? null : point.name();
    damaged.forEach(
        mistake ->
            events.on(new RunEvent.CheckpointDamaged(String.valueOf(mistake.getMessage()), name)));
    try {
      run.events()
          .append(new LoggedEvent(e.iteration(), "divergence", String.valueOf(e.getMessage())));
    } catch (InvalidInputException failure) {
      failure.addSuppressed(e);
      throw RunFailedException.of(RunFailedException.Facts.of(run, name), failure);
    }
    if (done >= retries || point == null) {
      Path kept = kept(checkpoints, diverged, Optional.ofNullable(point));
      throw RunFailedException.of(new RunFailedException.Facts(run, name, false, kept, done), e);
    }
    done++;
    checkpoints.goOnAfter(point.info().iteration());
    return point;
  }

  /**
   * Saves the weights from before the failed iteration, if they exist and are in no checkpoint.
   * They are not a checkpoint to resume from: the same update would fail again, however low the
   * learning rates.
   */
  private static @Nullable Path kept(
      Checkpoints checkpoints, GanTrainer diverged, Optional<SavedCheckpoint> point) {
    long iteration = diverged.iteration();
    if (point.isPresent() && point.get().info().iteration() == iteration) {
      return null;
    }
    try {
      return checkpoints.keepDiverged(iteration, diverged::save);
    } catch (RuntimeException e) {
      return null; // they are not finite, or belong to no iteration, or the disk is full
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

  private void tell(DivergenceException e, Gan slower, long iteration) {
    String text =
        "back to iteration "
            + iteration
            + ", on with half the learning rates (generator "
            + slower.generatorOptimizer().learningRate().largest()
            + ", discriminator "
            + slower.discriminatorOptimizer().learningRate().largest()
            + "), rollback "
            + done
            + " of "
            + retries;
    events.on(new RunEvent.Diverged(e.iteration(), String.valueOf(e.getMessage())));
    events.on(new RunEvent.RolledBack(iteration, done, retries, text));
    run.events().append(new LoggedEvent(iteration, "rollback", text));
  }
}
