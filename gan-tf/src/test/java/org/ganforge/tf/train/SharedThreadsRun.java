package org.ganforge.tf.train;

import java.util.List;
import org.ganforge.GanTrainer;
import org.ganforge.error.InvalidInputException;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;

/** A program that opens trainers with one thread, with none asked for, and with three. */
final class SharedThreadsRun {
  private SharedThreadsRun() {}

  public static void main(String[] args) {
    for (int threads : List.of(1, 0, 3)) {
      TensorFlowBackend backend =
          TensorFlowBackend.of(
              TensorFlowOptions.of().withIntraOpThreads(threads).withInterOpThreads(threads));
      try (GanTrainer trainer = backend.open(TinyGans.convolutional(), TinyGans.images(10))) {
        trainer.trainUntil(1);
        System.out.println("threads " + backend.computation().intraOpThreads());
      } catch (InvalidInputException e) {
        System.out.println("threads " + e.getMessage());
      }
    }
  }
}
