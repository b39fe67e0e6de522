package org.ganforge.tf.train;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ganforge.Batch;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingPlan;
import org.ganforge.train.TrainingReport;

/** Runs iterations by the plan's schedule and notifies the listeners. */
final class TrainingLoop {
  private final TensorFlowTrainer trainer;
  private final TrainingPlan plan;
  private final RecordingPlan recording;
  private final Iteration iteration;
  private final AtomicBoolean stop;
  private final List<TrainingListener> listeners;
  private long sampled = -1;

  TrainingLoop(
      TensorFlowTrainer trainer,
      Iteration iteration,
      AtomicBoolean stop,
      List<TrainingListener> listeners) {
    this.trainer = trainer;
    this.plan = trainer.gan().plan();
    this.recording = trainer.gan().recording();
    this.iteration = iteration;
    this.stop = stop;
    this.listeners = List.copyOf(listeners);
  }

  /** Trains until {@code end} iterations are done in total. */
  TrainingReport run(long end) {
    long start = System.nanoTime();
    Duration waited = trainer.waited();
    notifyListeners(
        new TrainingEvent.Started(trainer.iteration(), end, plan, recording, trainer.epochs()));
    if (end > 0 && hasPicture(trainer.iteration(), end)) {
      // When resuming, draw the picture again: a crash may have lost it.
      reportSamples();
    }
    while (trainer.iteration() < end && !stop.get()) {
      TrainingEvent.IterationDone done = trainer.run(iteration);
      notifyListeners(done);
      if (hasPicture(done.iteration(), end)) {
        reportSamples();
      }
    }
    boolean stopped = trainer.iteration() < end;
    if (stopped && sampled != trainer.iteration()) {
      reportSamples();
    }
    notifyListeners(new TrainingEvent.Finished(trainer.iteration(), stopped));
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return new TrainingReport(
        trainer.iteration(), stopped, elapsed, trainer.waited().minus(waited));
  }

  private boolean hasPicture(long done, long end) {
    return done == 0 || done == end || recording.drawsGridAfter(done);
  }

  private void reportSamples() {
    if (listeners.isEmpty()) {
      return;
    }
    long seed = Seeds.derive(plan.seed(), "grid");
    sampled = trainer.iteration();
    trainer.requireFinite();
    FloatTensor images = trainer.samplePicture(seed);
    notifyListeners(
        new TrainingEvent.Samples(trainer.iteration(), images, trainer.gan().appearance()));
    Batch real = trainer.realImages();
    if (real != null) {
      int count = Math.max(1, images.count() - real.values().count());
      reportScores(real, isConditional() ? trainer.sample(count, seed) : images.slice(0, count));
    }
  }

  private boolean isConditional() {
    return trainer.gan().classes() > 0;
  }

  /** Half of the picture is real, always the same images, and half generated. */
  private void reportScores(Batch real, FloatTensor generated) {
    long seed = Seeds.derive(plan.seed(), "scores");
    notifyListeners(
        new TrainingEvent.Scores(
            trainer.iteration(),
            real.values(),
            trainer.scoreShuffled(real, seed),
            generated,
            trainer.scoreShuffled(sampled(generated), seed),
            trainer.gan().appearance()));
  }

  /** Samples of a conditional GAN cycle through its classes. */
  private Batch sampled(FloatTensor images) {
    Batch batch = Batch.of(images);
    return isConditional() ? batch.withLabels(trainer.labels(images.count())) : batch;
  }

  /**
   * Notifies all listeners even if one fails, so that one's failure doesn't cost another its
   * output.
   */
  private void notifyListeners(TrainingEvent event) {
    Throwable failure = null;
    for (TrainingListener listener : listeners) {
      try {
        listener.on(event);
      } catch (RuntimeException | Error e) {
        if (failure == null) {
          failure = e;
        } else if (failure != e) {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
