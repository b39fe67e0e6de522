package org.ganforge.examples;

import org.ganforge.internal.Checks;
import org.ganforge.tf.Precision;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How TensorFlow runs. */
final class BackendOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "how many processor cores to use; default: all")
  private @Nullable Integer threads;

  @Option(
      names = "--precision",
      paramLabel = "P",
      description =
          "float32, or bfloat16: coarser numbers in products, faster where the processor has them;"
              + " default: float32")
  private Precision precision = Precision.FLOAT32;

  TensorFlowBackend backend() {
    TensorFlowOptions options = TensorFlowOptions.of().withPrecision(precision);
    if (threads == null) {
      return new TensorFlowBackend(options);
    }
    int count = Checks.positive("--threads", threads);
    return new TensorFlowBackend(options.withIntraOpThreads(count).withInterOpThreads(count));
  }
}
