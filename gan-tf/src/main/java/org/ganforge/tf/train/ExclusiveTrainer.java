package org.ganforge.tf.train;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.KerasModel;
import org.ganforge.export.Export;
import org.ganforge.layer.FloatTensor;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.LogDigest;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.jspecify.annotations.Nullable;

/**
 * Restricts a trainer to one thread at a time, and keeps its native memory alive while a thread
 * uses it. A second thread is refused rather than blocked, since it might wait for a whole
 * training. Only closing waits.
 */
public final class ExclusiveTrainer implements GanTrainer {
  private final TensorFlowTrainer trainer;
  private final ReentrantLock use = new ReentrantLock();
  private volatile String user = "";
  private volatile boolean closed;
  private boolean training;
  private boolean freed;

  /** Takes ownership of the trainer. */
  public ExclusiveTrainer(TensorFlowTrainer trainer) {
    this.trainer = trainer;
  }

  private <T> T using(Supplier<T> action) {
    if (!use.tryLock()) {
      // close() may be holding the lock.
      if (closed) {
        throw refused("is closed");
      }
      throw refused(
          "is in use by thread \""
              + user
              + "\"; one thread at a time may use it, but stop() and close() may come from any");
    }
    try {
      // A running training finishes its iteration first, and its listeners may still save it.
      if (closed && use.getHoldCount() == 1) {
        throw refused("is closed");
      }
      user = Thread.currentThread().getName();
      return action.get();
    } finally {
      release();
    }
  }

  /**
   * Runs an action that listeners may not call; they may look at the trainer, save, stop and close
   * it.
   */
  private <T> T changing(Supplier<T> action) {
    return using(
        () -> {
          if (training) {
            throw refused("is training; a listener may look at it, save, stop or close it");
          }
          return action.get();
        });
  }

  private TrainingReport training(Supplier<TrainingReport> action) {
    return changing(
        () -> {
          training = true;
          try {
            return action.get();
          } finally {
            training = false;
          }
        });
  }

  /** Also frees the trainer if it was closed while in use, perhaps by a listener. */
  private void release() {
    try {
      if (closed && !freed && use.getHoldCount() == 1) {
        freed = true;
        trainer.close();
      }
    } finally {
      use.unlock();
    }
  }

  private IllegalStateException refused(String reason) {
    return new IllegalStateException("trainer of " + trainer.gan().name() + " " + reason);
  }

  private static Supplier<Boolean> of(Runnable action) {
    return () -> {
      action.run();
      return true;
    };
  }

  @Override
  public Gan gan() {
    return trainer.gan();
  }

  @Override
  public Map<String, String> forms() {
    return trainer.forms();
  }

  @Override
  public long iteration() {
    return using(trainer::iteration);
  }

  @Override
  public TrainingReport train(TrainingListener... listeners) {
    return training(() -> trainer.train(listeners));
  }

  @Override
  public TrainingReport trainUntil(long iteration, TrainingListener... listeners) {
    return training(() -> trainer.trainUntil(iteration, listeners));
  }

  @Override
  public void stop() {
    trainer.stop();
  }

  @Override
  public BatchMetrics updateDiscriminator(@Nullable Batch real, @Nullable Batch noise) {
    return changing(() -> trainer.updateDiscriminator(real, noise));
  }

  @Override
  public BatchMetrics updateGenerator(@Nullable Batch real, Batch noise) {
    return changing(() -> trainer.updateGenerator(real, noise));
  }

  @Override
  public BatchMetrics evaluateDiscriminator(@Nullable Batch real, @Nullable Batch noise) {
    return using(() -> trainer.evaluateDiscriminator(real, noise));
  }

  @Override
  public BatchMetrics evaluateGenerator(@Nullable Batch real, Batch noise) {
    return using(() -> trainer.evaluateGenerator(real, noise));
  }

  @Override
  public FloatTensor noise(int count, long seed) {
    return using(() -> trainer.noise(count, seed));
  }

  @Override
  public FloatTensor generate(Batch noise) {
    return using(() -> trainer.generate(noise));
  }

  @Override
  public KerasModel generatorModel() {
    return using(trainer::generatorModel);
  }

  @Override
  public FloatTensor sample(int count, long seed) {
    return using(() -> trainer.sample(count, seed));
  }

  @Override
  public FloatTensor score(Batch images) {
    return using(() -> trainer.score(images));
  }

  @Override
  public FloatTensor classes(FloatTensor images) {
    return using(() -> trainer.classes(images));
  }

  @Override
  public Map<String, FloatTensor> weights() {
    return using(trainer::weights);
  }

  @Override
  public Map<String, FloatTensor> gradients() {
    return using(trainer::gradients);
  }

  @Override
  public void setWeights(Map<String, FloatTensor> weights) {
    changing(of(() -> trainer.setWeights(weights)));
  }

  @Override
  public void save(Path directory, @Nullable LogDigest log) {
    using(of(() -> trainer.save(directory, log)));
  }

  @Override
  public void restore(Path directory) {
    changing(of(() -> trainer.restore(directory)));
  }

  @Override
  public void export(Export export, Path directory) {
    using(of(() -> trainer.export(export, directory)));
  }

  @Override
  public void close() {
    closed = true;
    trainer.stopForGood();
    use.lock();
    release();
  }
}
