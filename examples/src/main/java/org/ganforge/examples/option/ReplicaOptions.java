package org.ganforge.examples.option;

import org.ganforge.error.InvalidInputException;
import org.ganforge.tf.Device;
import org.ganforge.tf.ReplicaDevices;
import org.ganforge.tf.TensorFlowOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The devices that share a training. */
public final class ReplicaOptions {
  @Option(
      names = "--replicas",
      paramLabel = "D",
      description =
          "devices that share every batch: cpu:2 divides the CPU in two, gpu:0,1 takes two GPUs;"
              + " default: one device; with resume, as before")
  private @Nullable String replicas;

  /** Returns whether the user gave any. */
  public boolean areGiven() {
    return replicas != null;
  }

  TensorFlowOptions apply(TensorFlowOptions options) {
    if (replicas == null) {
      return options;
    }
    try {
      return options.withReplicas(ReplicaDevices.parse(replicas));
    } catch (InvalidInputException e) {
      throw e.at("--" + e.where());
    }
  }

  /**
   * Returns options in which replicas on the CPU divide the threads of operations among them.
   *
   * @param threads of all together; null for one per core, unless a training has recorded others
   */
  public static TensorFlowOptions divide(TensorFlowOptions options, @Nullable Integer threads) {
    ReplicaDevices shared = options.replicas();
    int count = shared == null || shared.device() != Device.CPU ? 1 : shared.count();
    if (threads != null) {
      return options.withIntraOpThreads(Math.max(1, threads / count)).withInterOpThreads(threads);
    }
    return count == 1 || options.intraOpThreads() != 0
        ? options
        : options.withIntraOpThreads(
            Math.max(1, Runtime.getRuntime().availableProcessors() / count));
  }
}
