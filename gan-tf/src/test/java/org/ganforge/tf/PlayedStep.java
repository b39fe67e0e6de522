package org.ganforge.tf;

import org.ganforge.GanTrainer;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.golden.Fields;
import org.ganforge.train.BatchMetrics;
import org.jspecify.annotations.Nullable;

/**
 * One step of a golden training, after it has run.
 *
 * @param iteration the iteration it belongs to, counted from 1
 * @param discriminator whether it was the discriminator's
 * @param update whether it was an update rather than a check
 * @param metrics its result
 */
record PlayedStep(int iteration, boolean discriminator, boolean update, BatchMetrics metrics) {
  static PlayedStep play(GanTrainer trainer, Fields step) {
    boolean update = step.has("update");
    String network = step.text(update ? "update" : "evaluate");
    FloatTensor real = tensor(step, "real");
    FloatTensor noise = tensor(step, "noise");
    BatchMetrics metrics =
        switch (network) {
          case "discriminator" ->
              update
                  ? trainer.updateDiscriminator(real, noise)
                  : trainer.evaluateDiscriminator(real, noise);
          case "generator" -> generator(trainer, update, noise);
          default -> throw new AssertionError("unknown network " + network);
        };
    return new PlayedStep(
        step.integer("iteration"), network.equals("discriminator"), update, metrics);
  }

  private static BatchMetrics generator(
      GanTrainer trainer, boolean update, @Nullable FloatTensor noise) {
    if (noise == null) {
      throw new AssertionError("a step of the generator has noise");
    }
    return update ? trainer.updateGenerator(noise) : trainer.evaluateGenerator(noise);
  }

  private static @Nullable FloatTensor tensor(Fields step, String name) {
    return step.has(name) ? step.tensor(name) : null;
  }
}
