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
              + " the spec; default: the model's setting")
  private boolean isAsked;

  @Option(
      names = "--histograms-every",
      paramLabel = "N",
      description = "also write histograms of weights and gradients, every N iterations")
  private @Nullable Long histogramsEvery;

  /** Returns the requested plan; null if neither the model nor an option requests one. */
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
