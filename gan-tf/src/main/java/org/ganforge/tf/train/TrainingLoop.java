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

/** Runs iterations as the plan's schedule says, and tells the listeners. */
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

  /** Trains until {@code end} iterations are done in all. */
  TrainingReport run(long end) {
    long start = System.nanoTime();
    Duration waited = trainer.waited();
    tell(new TrainingEvent.Started(trainer.iteration(), end, plan, recording, trainer.epochs()));
    if (end > 0 && hasPicture(trainer.iteration(), end)) {
      // Of a training that goes on, the picture may have been lost by what ended it.
      tellSamples();
    }
    while (trainer.iteration() < end && !stop.get()) {
      TrainingEvent.IterationDone done = trainer.run(iteration);
      tell(done);
      if (hasPicture(done.iteration(), end)) {
        tellSamples();
      }
    }
    boolean stopped = trainer.iteration() < end;
    if (stopped && sampled != trainer.iteration()) {
      tellSamples();
    }
    tell(new TrainingEvent.Finished(trainer.iteration(), stopped));
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return new TrainingReport(
        trainer.iteration(), stopped, elapsed, trainer.waited().minus(waited));
  }

  private boolean hasPicture(long done, long end) {
    return done == 0 || done == end || recording.drawsGridAfter(done);
  }

  private void tellSamples() {
    if (listeners.isEmpty()) {
      return;
    }
    long seed = Seeds.derive(plan.seed(), "grid");
    sampled = trainer.iteration();
    trainer.requireFinite();
    FloatTensor images = trainer.samplePicture(seed);
    tell(new TrainingEvent.Samples(trainer.iteration(), images, trainer.gan().appearance()));
    Batch real = trainer.realImages();
    if (real != null) {
      int count = Math.max(1, images.count() - real.values().count());
      tellScores(real, isConditional() ? trainer.sample(count, seed) : images.slice(0, count));
    }
  }

  private boolean isConditional() {
    return trainer.gan().classes() > 0;
  }

  /** Of one picture, half is real, always the same images, and half generated. */
  private void tellScores(Batch real, FloatTensor generated) {
    tell(
        new TrainingEvent.Scores(
            trainer.iteration(),
            real.values(),
            trainer.score(real),
            generated,
            trainer.score(sampled(generated)),
            trainer.gan().appearance()));
  }

  /** Samples of a conditional GAN are of its classes in turn. */
  private Batch sampled(FloatTensor images) {
    Batch batch = Batch.of(images);
    return isConditional() ? batch.withLabels(trainer.labels(images.count())) : batch;
  }

  /** Tells all, even where one fails: what one of them writes is not to be missing for another. */
  private void tell(TrainingEvent event) {
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
