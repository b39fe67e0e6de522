package org.ganforge.train;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;
import org.jspecify.annotations.Nullable;

/**
 * The records a run keeps: pictures of samples, checkpoints, evaluations. None of them affects
 * training.
 *
 * @param gridEvery the number of iterations between pictures of samples from fixed noise; 500 by
 *     default
 * @param gridAt additional iterations after which such a picture is drawn, in ascending order; none
 *     by default
 * @param gridRows how many rows of samples such a picture has; 4 by default. For a conditional GAN,
 *     one row per class instead
 * @param gridColumns how many samples in a row; 10 by default
 * @param gridScores whether each such picture has a second one beside it, half of real and half of
 *     generated images, with the discriminator's score above each; false by default
 * @param checkpoints when checkpoints are saved and how many are kept; every ten minutes, and the
 *     latest three, by default
 * @param evaluate how samples are evaluated during training; null (the default) for not at all
 * @param tensorboard what is written for TensorBoard; null (the default) for nothing
 */
public record RecordingPlan(
    long gridEvery,
    List<Long> gridAt,
    int gridRows,
    int gridColumns,
    boolean gridScores,
    CheckpointPlan checkpoints,
    @Nullable EvaluationPlan evaluate,
    @Nullable TensorBoardPlan tensorboard) {
  /** Checks the arguments. */
  public RecordingPlan {
    Checks.positive("recording grid_every", gridEvery);
    gridAt = List.copyOf(gridAt);
    checkAscending(gridAt);
    Checks.positive("recording grid_rows", gridRows);
    Checks.positive("recording grid_columns", gridColumns);
    if ((long) gridRows * gridColumns > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "recording grid",
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
            "recording grid_at",
            "iterations from 1 in ascending order",
            gridAt.toString(),
            "sort them and give each once");
      }
      last = iteration;
    }
  }

  /** Returns the defaults. */
  public static RecordingPlan of() {
    return new RecordingPlan(500, List.of(), 4, 10, false, CheckpointPlan.of(), null, null);
  }

  /** Returns how many samples a picture has. */
  public int gridSize() {
    return gridRows * gridColumns;
  }

  /** Returns whether a picture of samples is drawn after this iteration. */
  public boolean drawsGridAfter(long iteration) {
    return iteration % gridEvery == 0 || gridAt.contains(iteration);
  }

  /** Returns a copy with this {@code gridEvery}. */
  public RecordingPlan withGridEvery(long gridEvery) {
    return Copy.with(this, "gridEvery", gridEvery);
  }

  /** Returns a copy with this {@code gridAt}. */
  public RecordingPlan withGridAt(List<Long> gridAt) {
    return Copy.with(this, "gridAt", gridAt);
  }

  /** Returns a copy with this {@code gridRows}. */
  public RecordingPlan withGridRows(int gridRows) {
    return Copy.with(this, "gridRows", gridRows);
  }

  /** Returns a copy with this {@code gridColumns}. */
  public RecordingPlan withGridColumns(int gridColumns) {
    return Copy.with(this, "gridColumns", gridColumns);
  }

  /** Returns a copy with this {@code gridScores}. */
  public RecordingPlan withGridScores(boolean gridScores) {
    return Copy.with(this, "gridScores", gridScores);
  }

  /** Returns a copy with these {@code checkpoints}. */
  public RecordingPlan withCheckpoints(CheckpointPlan checkpoints) {
    return Copy.with(this, "checkpoints", checkpoints);
  }

  /** Returns a copy with this {@code evaluate}. */
  public RecordingPlan withEvaluate(@Nullable EvaluationPlan evaluate) {
    return Copy.with(this, "evaluate", evaluate);
  }

  /** Returns a copy with this {@code tensorboard}. */
  public RecordingPlan withTensorboard(@Nullable TensorBoardPlan tensorboard) {
    return Copy.with(this, "tensorboard", tensorboard);
  }
}
