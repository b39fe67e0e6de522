package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicLong;
import org.ganforge.GanTrainer;
import org.ganforge.data.ImageDataset;
import org.ganforge.examples.console.Json;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.bench.Arithmetic;
import org.ganforge.train.TrainingEvent;

/** A training iteration as in a user's program, without listeners. */
final class IterationTask implements BenchTask {
  private final BenchForm form;
  private final ImageDataset images;
  private final GanTrainer trainer;
  private final ObjectNode opened;

  private IterationTask(
      BenchForm form, ImageDataset images, GanTrainer trainer, ObjectNode opened) {
    this.form = form;
    this.images = images;
    this.trainer = trainer;
    this.opened = opened;
  }

  /** Compiles the form and runs its first iteration. */
  static IterationTask open(BenchForm form) {
    ImageDataset images = form.images();
    TensorFlowBackend backend = form.backend();
    BenchClock library = BenchClock.start();
    String version = backend.version();
    ObjectNode opened = Json.object().put("tensorflow", version);
    library.stop(opened, "library");
    BenchClock compile = BenchClock.start();
    GanTrainer trainer = backend.open(form.gan(), images);
    IterationTask task = new IterationTask(form, images, trainer, opened);
    try {
      task.run();
      compile.stop(opened, "compile");
      BenchClock.sinceStart(opened, "start");
      opened.put("images", task.imagesOfAnIteration());
      return task;
    } catch (RuntimeException | Error e) {
      trainer.close();
      throw e;
    }
  }

  private long imagesOfAnIteration() {
    AtomicLong count = new AtomicLong();
    trainer.trainUntil(
        trainer.iteration() + 1,
        event -> {
          if (event instanceof TrainingEvent.IterationDone done) {
            count.set(done.images());
          }
        });
    return count.get();
  }

  @Override
  public ObjectNode opened() {
    return opened;
  }

  @Override
  public void run() {
    trainer.trainUntil(trainer.iteration() + 1);
  }

  @Override
  public ObjectNode arithmetic() {
    Arithmetic arithmetic = form.backend().arithmetic(form.gan(), images);
    return Json.object().put("needed", arithmetic.needed()).put("padded", arithmetic.padded());
  }

  @Override
  public void close() {
    trainer.close();
  }
}
