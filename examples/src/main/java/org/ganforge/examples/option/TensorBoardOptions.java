package org.ganforge.examples.option;

import org.ganforge.internal.Checks;
import org.ganforge.train.TensorBoardPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for TensorBoard's event files during training. */
public final class TensorBoardOptions {
  @Option(
      names = "--tensorboard",
      description =
          "write event files for TensorBoard into the run: losses, accuracies, measures, pictures,"
              + " the spec; default: what the model says")
  private boolean isAsked;

  @Option(
      names = "--histograms-every",
      paramLabel = "N",
      description = "with histograms of the weights, every N iterations")
  private @Nullable Long histogramsEvery;

  /** Returns the plan that is asked for; null where neither the model nor an option asks. */
  @Nullable TensorBoardPlan apply(@Nullable TensorBoardPlan own) {
    if (!isAsked && histogramsEvery == null) {
      return own;
    }
    TensorBoardPlan plan = own == null ? TensorBoardPlan.of() : own;
    return histogramsEvery == null
        ? plan
        : plan.withHistogramsEvery(Checks.positive("--histograms-every", histogramsEvery));
  }
}
