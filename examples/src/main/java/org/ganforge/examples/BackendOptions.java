package org.ganforge.examples;

import org.ganforge.internal.Checks;
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

  TensorFlowBackend backend() {
    if (threads == null) {
      return new TensorFlowBackend();
    }
    int count = Checks.positive("--threads", threads);
    return new TensorFlowBackend(
        TensorFlowOptions.of().withIntraOpThreads(count).withInterOpThreads(count));
  }
}
