package org.ganforge.examples.option;

import org.ganforge.Gan;
import org.ganforge.internal.Checks;
import org.ganforge.train.CheckpointPlan;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes to a model's training plan. */
public final class PlanOptions {
  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "how many iterations to train; default: the model's")
  private @Nullable Long steps;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "how many images are in a batch; default: the model's")
  private @Nullable Integer batchSize;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "the random seed; the same seed gives the same training; default: the model's")
  private @Nullable Long seed;

  @Option(
      names = "--grid-every",
      paramLabel = "N",
      description = "iterations between pictures of samples; default: the model's")
  private @Nullable Long gridEvery;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description =
          "iterations between checkpoints; default: the model's, otherwise one every ten minutes")
  private @Nullable Long checkpointEvery;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "how many of the last checkpoints to keep; default: the model's, otherwise 3")
  private @Nullable Integer keep;

  @Mixin private EvaluationOptions evaluation = new EvaluationOptions();
  @Mixin private TensorBoardOptions tensorboard = new TensorBoardOptions();

  /** Returns the model with the requested plan. */
  public Gan apply(Gan gan) {
    TrainingPlan plan = gan.plan();
    if (steps != null) {
      plan = plan.withIterations(Checks.positive("--steps", steps));
    }
    if (batchSize != null) {
      plan = plan.withBatchSize(Checks.positive("--batch-size", batchSize));
    }
    if (seed != null) {
      plan = plan.withSeed(seed);
    }
    return gan.withPlan(plan).withRecording(apply(gan.recording()));
  }

  private RecordingPlan apply(RecordingPlan recording) {
    RecordingPlan pictures =
        gridEvery == null
            ? recording
            : recording.withGridEvery(Checks.positive("--grid-every", gridEvery));
    return pictures
        .withCheckpoints(apply(recording.checkpoints()))
        .withEvaluate(evaluation.apply(recording.evaluate()))
        .withTensorboard(tensorboard.apply(recording.tensorboard()));
  }

  private CheckpointPlan apply(CheckpointPlan checkpoints) {
    CheckpointPlan plan = checkpoints;
    if (checkpointEvery != null) {
      plan = plan.withEvery(Checks.positive("--checkpoint-every", checkpointEvery));
    }
    if (keep != null) {
      plan = plan.withKeep(Checks.positive("--keep", keep));
    }
    return plan;
  }
}
