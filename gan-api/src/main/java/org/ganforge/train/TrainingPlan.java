package org.ganforge.train;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * How long, with which batches and by which schedule a GAN is trained.
 *
 * @param iterations the number of iterations in the whole run; 10,000 by default
 * @param batchSize how many noise vectors an update of the generator takes; 64 by default
 * @param composition the updates in a turn of the discriminator; mixed by default
 * @param fakes the generator's mode when it makes images for the discriminator; training by default
 * @param fakeLabels the classes of these images, if the networks take a label; random by default
 * @param order the order in which batches take images; random by default
 * @param schedule which network is trained when; one turn each by default
 * @param seed the seed of all randomness; 0 by default
 */
public record TrainingPlan(
    long iterations,
    int batchSize,
    BatchComposition composition,
    Fakes fakes,
    FakeLabels fakeLabels,
    BatchOrder order,
    Schedule schedule,
    long seed) {
  /** Checks the arguments. */
  public TrainingPlan {
    Checks.positive("plan iterations", iterations);
    Checks.positive("plan batch_size", batchSize);
    if (batchSize > Integer.MAX_VALUE / 2) {
      throw new InvalidInputException(
          "plan batch_size",
          "at most 1073741823, since the discriminator sees as many generated images again",
          batchSize + "",
          "use a smaller batch");
    }
    if (composition.isHalved() && batchSize % 2 != 0) {
      throw new InvalidInputException(
          "plan batch_size",
          "an even number, since the discriminator takes halves of it",
          batchSize + "",
          "change it or the composition");
    }
    if (fakeLabels == FakeLabels.REAL && !isPaired(batchSize, composition, schedule)) {
      throw new InvalidInputException(
          "plan fake_labels",
          "as many generated images as real ones in one batch, whose labels they take,",
          composition.isSeparate() ? "batches of one kind" : "more of one kind",
          "use random");
    }
  }

  private static boolean isPaired(int batchSize, BatchComposition composition, Schedule schedule) {
    int images = composition.imageCount(batchSize);
    return !composition.isSeparate() && 2L * schedule.realCount(images) == images;
  }

  /** Returns a plan of 10,000 iterations with the other defaults. */
  public static TrainingPlan of() {
    return new TrainingPlan(
        10_000,
        64,
        BatchComposition.MIXED,
        Fakes.TRAINING,
        FakeLabels.RANDOM,
        BatchOrder.RANDOM,
        Alternating.of(),
        0);
  }

  /** Returns how many real images a turn of the discriminator takes. */
  public int realCount() {
    return schedule.realCount(composition.imageCount(batchSize));
  }

  /** Returns how many generated images a turn of the discriminator takes. */
  public int generatedCount() {
    return composition.imageCount(batchSize) - realCount();
  }

  /** Returns a copy with this {@code iterations}. */
  public TrainingPlan withIterations(long iterations) {
    return Copy.with(this, "iterations", iterations);
  }

  /** Returns a copy with this {@code batchSize}. */
  public TrainingPlan withBatchSize(int batchSize) {
    return Copy.with(this, "batchSize", batchSize);
  }

  /** Returns a copy with this {@code composition}. */
  public TrainingPlan withComposition(BatchComposition composition) {
    return Copy.with(this, "composition", composition);
  }

  /** Returns a copy with this mode of the generator in the discriminator's turns. */
  public TrainingPlan withFakes(Fakes fakes) {
    return Copy.with(this, "fakes", fakes);
  }

  /** Returns a copy with this {@code fakeLabels}. */
  public TrainingPlan withFakeLabels(FakeLabels fakeLabels) {
    return Copy.with(this, "fakeLabels", fakeLabels);
  }

  /** Returns a copy with this {@code order}. */
  public TrainingPlan withOrder(BatchOrder order) {
    return Copy.with(this, "order", order);
  }

  /** Returns a copy with this {@code schedule}. */
  public TrainingPlan withSchedule(Schedule schedule) {
    return Copy.with(this, "schedule", schedule);
  }

  /** Returns a copy with this {@code seed}. */
  public TrainingPlan withSeed(long seed) {
    return Copy.with(this, "seed", seed);
  }
}
