package org.ganforge.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.ganforge.GanTrainer;
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
 * Evaluates while a GAN is trained: has samples measured when it is time, the best checkpoint kept,
 * and the training ended when it has not become better for long enough. What was found before the
 * training was resumed is taken from its logs.
 */
final class TrainingEvaluation implements TrainingListener {
  /** An evaluation waits for so many times its own duration, where the plan sets no interval. */
  private static final int WAIT = 19;

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
  private long last;
  private long cost;
  private long spent;
  private int count;
  private @Nullable Measurement newest;
  private double best;
  private long bestIteration;
  private int sinceBest;

  /**
   * Makes the listener, which comes after the recorder and before the saver.
   *
   * @param listeners hear of each evaluation when it is on the disk
   * @param nanoTime a clock, in nanoseconds from any start
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
      last = start;
      resume(started.iteration());
    } else if (event instanceof TrainingEvent.IterationDone done) {
      if (isDue(done.iteration())) {
        evaluate(done.iteration());
      }
    } else if (event instanceof TrainingEvent.Finished && newest != null) {
      events.on(
          new RunEvent.Evaluations(
              count,
              Duration.ofNanos(spent),
              Duration.ofNanos(nanoTime.getAsLong() - start),
              plan.first(),
              best,
              bestIteration));
    }
  }

  private boolean isDue(long iteration) {
    return plan.every() > 0
        ? iteration % plan.every() == 0
        : nanoTime.getAsLong() - last >= WAIT * cost;
  }

  private void resume(long iteration) {
    List<MeasuredLine> lines = recorder.measures().lines(plan.first());
    lines.forEach(line -> compare(line.iteration(), line.measurement(plan.first())));
    boolean isMissing = lines.isEmpty() || lines.get(lines.size() - 1).iteration() < iteration;
    if (iteration > 0 && isMissing && plan.every() > 0 && iteration % plan.every() == 0) {
      evaluate(iteration); // the process was killed, or the disk full, before it was written
    } else if (newest != null) {
      if (bestIteration == iteration) {
        saver.saveBest(plan.first(), best);
      }
      stopInTime(iteration);
    }
  }

  /** Takes a measurement in, and returns whether it is the best of those that compare with it. */
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
    if (compare(iteration, found.get(0))) {
      saver.saveBest(plan.first(), best);
    }
    last = nanoTime.getAsLong();
    cost = last - begin;
    spent += cost;
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
            "%s has not become better in %d evaluations: %.4g at iteration %d was the best;"
                + " a greater patience goes on",
            measure.label(),
            sinceBest,
            best,
            bestIteration);
    run.events().append(new LoggedEvent(iteration, "early_stop", text));
    events.on(new RunEvent.StoppedEarly(iteration, text));
    trainer.stop();
  }
}
