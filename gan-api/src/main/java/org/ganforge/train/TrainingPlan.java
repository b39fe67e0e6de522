package org.ganforge.train;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;

/**
 * How long, in what batches and by which schedule a GAN is trained.
 *
 * @param iterations how many iterations a whole run has; 10,000 by default
 * @param batchSize how many noise vectors an update of the generator takes; 64 by default
 * @param composition what a turn of the discriminator is made of; mixed by default
 * @param fakes in which mode the generator draws the images that the discriminator learns from;
 *     training by default
 * @param order which images a batch takes; random by default
 * @param schedule whose turn it is; one turn each by default
 * @param seed the one seed of everything random; 0 by default
 * @param gridEvery how many iterations lie between two pictures of samples from the same noise; 500
 *     by default
 * @param gridAt further iterations after which such a picture is drawn, in ascending order; none by
 *     default
 * @param gridRows how many rows of samples such a picture has; 4 by default
 * @param gridColumns how many samples in a row; 10 by default
 * @param gridScores whether each such picture has a second one beside it, half of real and half of
 *     generated images, with the discriminator's score above each; false by default
 * @param checkpoints when the state is saved and how much of it is kept; every ten minutes, and the
 *     last three, by default
 */
public record TrainingPlan(
    long iterations,
    int batchSize,
    BatchComposition composition,
    Fakes fakes,
    BatchOrder order,
    Schedule schedule,
    long seed,
    long gridEvery,
    List<Long> gridAt,
    int gridRows,
    int gridColumns,
    boolean gridScores,
    CheckpointPlan checkpoints) {
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
    Checks.positive("plan grid_every", gridEvery);
    gridAt = List.copyOf(gridAt);
    checkAscending(gridAt);
    Checks.positive("plan grid_rows", gridRows);
    Checks.positive("plan grid_columns", gridColumns);
    if ((long) gridRows * gridColumns > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "plan grid",
          "at most 2147483647 samples",
          gridRows + " rows of " + gridColumns,
          "draw a smaller grid");
    }
  }

  private static void checkAscending(List<Long> gridAt) {
    long last = 0;
    for (long iteration : gridAt) {
      if (iteration <= last) {
        throw new InvalidInputException(
            "plan grid_at",
            "iterations from 1 in ascending order",
            gridAt.toString(),
            "sort them and give each once");
      }
      last = iteration;
    }
  }

  /** Returns a plan of 10,000 iterations with the other defaults. */
  public static TrainingPlan of() {
    return new TrainingPlan(
        10_000,
        64,
        BatchComposition.MIXED,
        Fakes.TRAINING,
        BatchOrder.RANDOM,
        Alternating.of(),
        0,
        500,
        List.of(),
        4,
        10,
        false,
        CheckpointPlan.of());
  }

  /** Returns how many real images a turn of the discriminator takes. */
  public int realCount() {
    return schedule.realCount(composition.imageCount(batchSize));
  }

  /** Returns how many generated images a turn of the discriminator takes. */
  public int generatedCount() {
    return composition.imageCount(batchSize) - realCount();
  }

  /** Returns whether a picture of samples is drawn after so many iterations. */
  public boolean drawsGridAfter(long iteration) {
    return iteration % gridEvery == 0 || gridAt.contains(iteration);
  }

  /** Returns a copy with this {@code iterations}. */
  public TrainingPlan withIterations(long iterations) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }

  /** Returns a copy with this {@code batchSize}. */
  public TrainingPlan withBatchSize(int batchSize) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }

  /** Returns a copy with this {@code composition}. */
  public TrainingPlan withComposition(BatchComposition composition) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }

  /** Returns a copy with this mode of the generator in the discriminator's turn. */
  public TrainingPlan withFakes(Fakes fakes) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }

  /** Returns a copy with this {@code order}. */
  public TrainingPlan withOrder(BatchOrder order) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }

  /** Returns a copy with this {@code schedule}. */
  public TrainingPlan withSchedule(Schedule schedule) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }

  /** Returns a copy with this {@code seed}. */
  public TrainingPlan withSeed(long seed) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }

  /** Returns a copy with this {@code gridEvery}. */
  public TrainingPlan withGridEvery(long gridEvery) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }

  /** Returns a copy with this {@code gridAt}. */
  public TrainingPlan withGridAt(List<Long> gridAt) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }

  /** Returns a copy with this {@code gridRows}. */
  public TrainingPlan withGridRows(int gridRows) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }

  /** Returns a copy with this {@code gridColumns}. */
  public TrainingPlan withGridColumns(int gridColumns) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }

  /** Returns a copy with this {@code gridScores}. */
  public TrainingPlan withGridScores(boolean gridScores) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }

  /** Returns a copy with these {@code checkpoints}. */
  public TrainingPlan withCheckpoints(CheckpointPlan checkpoints) {
    return new TrainingPlan(
        iterations,
        batchSize,
        composition,
        fakes,
        order,
        schedule,
        seed,
        gridEvery,
        gridAt,
        gridRows,
        gridColumns,
        gridScores,
        checkpoints);
  }
}
