package org.ganforge.examples.option;

import org.ganforge.Computation;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.tf.Device;
import org.ganforge.tf.Precision;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How TensorFlow runs. */
public final class BackendOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "how many processor cores to use; default: all; with resume, as before")
  private @Nullable Integer threads;

  @Option(
      names = "--precision",
      paramLabel = "P",
      description =
          "float32; bfloat16, less precise products, faster on processors that support them;"
              + " float16, on a GPU only; auto, bfloat16 if that is faster here, otherwise"
              + " float32; default: float32; with resume, as before")
  private @Nullable Precision precision;

  @Option(
      names = "--device",
      paramLabel = "D",
      description =
          "where to compute: auto (a GPU if there is one), cpu, or gpu (an error if there is"
              + " none); default: auto; with resume, as before")
  private @Nullable Device device;

  @Option(
      names = "--xla",
      negatable = true,
      description =
          "join operations with TensorFlow's compiler XLA, on a GPU only; --no-xla: do not; default:"
              + " no; with resume, as before")
  private @Nullable Boolean xla;

  @Option(
      names = "--forms",
      paramLabel = "F",
      description = FormsArgument.DESCRIPTION + "; default: trial; with resume, as before")
  private @Nullable String forms;

  /**
   * Returns the backend for a new training.
   *
   * @throws InvalidInputException if a GPU is asked for and there is none
   */
  public TensorFlowBackend backend() {
    return backend(new ReplicaOptions());
  }

  /**
   * Returns the backend for a new training on several devices.
   *
   * @throws InvalidInputException if this machine lacks one of them
   */
  public TensorFlowBackend backend(ReplicaOptions replicas) {
    return backend(TensorFlowOptions.of(), replicas);
  }

  /**
   * Returns a backend for networks that were trained elsewhere: it computes with products, which
   * need no trial.
   */
  public TensorFlowBackend backendWithoutTrial() {
    return backend(TensorFlowOptions.of().withProductForms(), new ReplicaOptions());
  }

  /**
   * Returns a backend with a run's forms and precision, on any device and with any number of
   * threads.
   */
  TensorFlowBackend backendToLookAt(Computation trained) {
    return backend(TensorFlowOptions.inNumbersOf(trained), new ReplicaOptions());
  }

  /** Returns a backend with the checkpoint's settings, overridden by the given options. */
  public TensorFlowBackend backend(Computation before, ReplicaOptions replicas) {
    return backend(TensorFlowOptions.of(before), replicas);
  }

  private TensorFlowBackend backend(TensorFlowOptions usual, ReplicaOptions replicas) {
    TensorFlowOptions options = replicas.apply(device == null ? usual : on(device, usual));
    if (threads != null) {
      Checks.positive("--threads", threads);
    }
    options = ReplicaOptions.divide(options, threads);
    if (precision != null) {
      options = options.withPrecision(precision);
      if (options.forms() != null && options.resolved().precision() != usual.precision()) {
        options = options.withForms(null); // the recorded ones are for another precision
      }
    }
    if (xla != null) {
      options = options.withXla(xla);
    }
    if (forms != null) {
      options = FormsArgument.apply(options, forms);
    }
    return backendOf(options);
  }

  /** The replicas of a resumed training are on the device it was trained on. */
  private static TensorFlowOptions on(Device device, TensorFlowOptions usual) {
    boolean isAnother =
        device != Device.AUTO && usual.replicas() != null && usual.replicas().device() != device;
    return (isAnother ? usual.withReplicas(null) : usual).withDevice(device);
  }

  /**
   * Returns the backend with these options.
   *
   * @throws InvalidInputException if this machine does not support an option; the message names it
   */
  public static TensorFlowBackend backendOf(TensorFlowOptions options) {
    try {
      return TensorFlowBackend.of(options);
    } catch (InvalidInputException e) {
      throw e.at("--" + e.where());
    }
  }
}
