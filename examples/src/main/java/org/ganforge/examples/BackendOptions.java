package org.ganforge.examples;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.tf.Device;
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

  @Option(
      names = "--device",
      paramLabel = "D",
      description =
          "what computes: auto (a GPU where there is one), cpu, or gpu, an error where there is"
              + " none; default: auto")
  private Device device = Device.AUTO;

  /**
   * Returns what trains.
   *
   * @throws InvalidInputException if a GPU is asked for and there is none
   */
  TensorFlowBackend backend() {
    TensorFlowOptions options = TensorFlowOptions.of().withPrecision(precision).withDevice(device);
    if (threads != null) {
      int count = Checks.positive("--threads", threads);
      options = options.withIntraOpThreads(count).withInterOpThreads(count);
    }
    try {
      return new TensorFlowBackend(options);
    } catch (InvalidInputException e) {
      throw e.at("--device");
    }
  }
}
