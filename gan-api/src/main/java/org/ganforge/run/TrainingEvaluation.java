package org.ganforge.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.BestCheckpoint;
import org.ganforge.checkpoint.CheckpointSaver;
import org.ganforge.json.record.LoggedEvent;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunRecorder;
import org.ganforge.train.EvaluationPlan;
import org.ganforge.train.Measure;
import org.ganforge.train.Measurement;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a GAN during training: measures samples at intervals, keeps the best checkpoint, and
 * ends training when it hasn't improved for long enough. Results from before training was resumed
 * are read from its logs.
 */
final class TrainingEvaluation implements TrainingListener {
  /** If the plan sets no interval, training gets this many times the duration of evaluation. */
  private static final int WAIT = 19;

  /** How many samples are generated to time sampling. */
  private static final int PROBE = 20;

  private final TrainingMeasures measures;
  private final EvaluationPlan plan;
  private final GanTrainer trainer;
  private final RunRecorder recorder;
  private final CheckpointSaver saver;
  private final RunDirectory run;
  private final RunListener events;
  private final List<TrainingListener> listeners;
  private final LongSupplier nanoTime;
  private long start;
  private long cost;
  private long spent;
  private int count;
  private @Nullable Measurement newest;
  private double best;
  private long bestIteration;
  private int sinceBest;
  private @Nullable BestCheckpoint kept;

  /**
   * Makes the listener, which must come after the recorder and before the saver.
   *
   * @param listeners called with each evaluation once it is on disk
   * @param nanoTime a clock, in nanoseconds from an arbitrary origin
   */
  TrainingEvaluation(
      TrainingMeasures measures,
      GanTrainer trainer,
      RunRecorder recorder,
      CheckpointSaver saver,
      RunDirectory run,
      RunListener events,
      List<TrainingListener> listeners,
      LongSupplier nanoTime) {
    this.measures = measures;
    this.plan = measures.plan();
    this.trainer = trainer;
    this.recorder = recorder;
    this.saver = saver;
    this.run = run;
    this.events = events;
    this.listeners = List.copyOf(listeners);
    this.nanoTime = nanoTime;
    this.cost = measures.nanos();
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started started) {
      start = nanoTime.getAsLong();
      if (plan.every() == 0) {
        probe();
      }
      resume(started.iteration());
    } else if (event instanceof TrainingEvent.IterationDone done) {
      if (isDue(done.iteration())) {
        evaluate(done.iteration());
      }
    } else if (event instanceof TrainingEvent.Finished && kept != null) {
      events.on(
          new RunEvent.Evaluations(
              count,
              Duration.ofNanos(spent),
              Duration.ofNanos(nanoTime.getAsLong() - start),
              kept.measure(),
              kept.value(),
              kept.iteration()));
    }
  }

  /**
   * Adds the time for generating samples to the first evaluation's expected duration, which is
   * based on the floor. The first samples of a session take longer.
   */
  private void probe() {
    int few = Math.min(PROBE, plan.samples());
    trainer.sample(few, TrainingMeasures.SEED);
    long begin = nanoTime.getAsLong();
    trainer.sample(few, TrainingMeasures.SEED);
    long end = nanoTime.getAsLong();
    cost += (end - begin) * plan.samples() / few;
    spent += end - start;
  }

  private boolean isDue(long iteration) {
    if (plan.every() > 0) {
      return iteration % plan.every() == 0;
    }
    long trained = nanoTime.getAsLong() - start - spent;
    return trained >= WAIT * (spent + cost + saver.cost());
  }

  private void resume(long iteration) {
    List<MeasuredLine> lines = recorder.measures().lines(plan.first());
    lines.forEach(line -> compare(line.iteration(), line.measurement(plan.first())));
    kept = bestOnDisk(lines);
    if (kept != null) {
      saver.markBest(kept);
    }
    boolean isMissing = lines.isEmpty() || lines.get(lines.size() - 1).iteration() < iteration;
    if (iteration > 0 && isMissing && plan.every() > 0 && iteration % plan.every() == 0) {
      evaluate(iteration); // the process was killed, or the disk full, before it was written
    } else if (newest != null) {
      stopInTime(iteration);
    }
  }

  /**
   * Returns the best of the existing checkpoints that were measured with today's settings. It need
   * not be the best ever found: that one may be damaged, or have been deleted while a different
   * measure was in use.
   */
  private @Nullable BestCheckpoint bestOnDisk(List<MeasuredLine> lines) {
    Measure measure = plan.first();
    BestCheckpoint found = null;
    for (MeasuredLine line : lines) {
      if (newest != null
          && newest.isComparable(line.measurement(measure))
          && saver.isSaved(line.iteration())
          && (found == null || measure.isBetter(line.value(), found.value()))) {
        found = new BestCheckpoint(line.iteration(), measure, line.value());
      }
    }
    return found;
  }

  /** Records a measurement, and returns whether it is the best of those comparable with it. */
  private boolean compare(long iteration, Measurement found) {
    boolean isFirst = newest == null || !newest.isComparable(found);
    newest = found;
    if (isFirst || plan.first().isBetter(found.value(), best)) {
      best = found.value();
      bestIteration = iteration;
      sinceBest = 0;
      return true;
    }
    sinceBest++;
    return false;
  }

  private void evaluate(long iteration) {
    long begin = nanoTime.getAsLong();
    List<Measurement> found = measures.of(trainer);
    TrainingEvent.Evaluated evaluated = new TrainingEvent.Evaluated(iteration, found);
    recorder.on(evaluated);
    boolean isBest = compare(iteration, found.get(0));
    cost = nanoTime.getAsLong() - begin;
    double value = found.get(0).value();
    if (isBest || kept == null || plan.first().isBetter(value, kept.value())) {
      kept = saver.saveBest(plan.first(), value);
    }
    spent += nanoTime.getAsLong() - begin;
    count++;
    listeners.forEach(listener -> listener.on(evaluated));
    stopInTime(iteration);
  }

  private void stopInTime(long iteration) {
    if (plan.patience() == 0 || sinceBest < plan.patience()) {
      return;
    }
    Measure measure = plan.first();
    String text =
        String.format(
            Locale.ROOT,
            "%s has not improved in %d evaluations: %.4g at iteration %d was the best; a greater"
                + " patience continues",
            measure.label(),
            sinceBest,
            best,
            bestIteration);
    run.events().append(new LoggedEvent(iteration, "early_stop", text));
    events.on(new RunEvent.StoppedEarly(iteration, text));
    trainer.stop();
  }
}
