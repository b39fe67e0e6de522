package org.ganforge.examples;

import org.ganforge.Gan;
import org.ganforge.internal.Checks;
import org.ganforge.train.TrainingPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a user changes in a model's training plan. */
final class PlanOptions {
  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "how many iterations to train; default: the model's")
  private @Nullable Long steps;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "how many images a batch has; default: the model's")
  private @Nullable Integer batchSize;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description =
          "the start of everything random; the same seed trains the same; default: the"
              + " model's")
  private @Nullable Long seed;

  @Option(
      names = "--grid-every",
      paramLabel = "N",
      description = "iterations between two pictures of samples; default: the model's")
  private @Nullable Long gridEvery;

  /** Returns the model with the plan that is asked for. */
  Gan apply(Gan gan) {
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
    if (gridEvery != null) {
      plan = plan.withGridEvery(Checks.positive("--grid-every", gridEvery));
    }
    return gan.withPlan(plan);
  }
}
