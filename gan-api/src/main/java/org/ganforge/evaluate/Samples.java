package org.ganforge.evaluate;

import java.util.function.Consumer;
import org.ganforge.GanTrainer;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;

/** Generates more images than fit in memory at once. */
final class Samples {
  private static final int BATCH = 500;

  private Samples() {}

  /**
   * Passes {@code count} generated images to the consumer, batch by batch; the same seed gives the
   * same images.
   */
  static void generate(GanTrainer trainer, int count, long seed, Consumer<FloatTensor> consumer) {
    Checks.positive("sample count", count);
    for (int done = 0; done < count; done += BATCH) {
      long own = Seeds.derive(seed, "evaluate/" + done / BATCH);
      consumer.accept(trainer.sample(Math.min(BATCH, count - done), own));
    }
  }

  /** Returns the label that a conditional generator gets for sample {@code index}. */
  static int label(int index, int classes) {
    return index % BATCH % classes;
  }
}
