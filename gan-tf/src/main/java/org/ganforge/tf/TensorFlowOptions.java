package org.ganforge.tf;

import java.util.Arrays;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Processor;
import org.ganforge.json.CheckpointInfo;
import org.ganforge.tf.device.Gpus;
import org.ganforge.tf.device.NativeMemory;
import org.ganforge.tf.device.Threads;

/**
 * How TensorFlow runs. The same seed gives the same bits on a CPU as long as these and the machine
 * are the same.
 *
 * @param intraOpThreads how many threads one operation may use; 0 (the default) for as many as
 *     there are, which is one a core. All of a process share one pool of them, as large as its
 *     first session asks for, also one that only looks for a GPU; a trainer that asks for another
 *     number is refused, unless the environment's {@code TF_OVERRIDE_GLOBAL_THREADPOOL} was {@code
 *     true} when Java started
 * @param interOpThreads how many operations may run at once; 0 (the default) for one a core
 * @param precision in what numbers products are computed; float32 by default
 * @param rewrites whether layers in a row get their faster forms, equal but for rounding; true by
 *     default
 * @param device what computes; a GPU where there is one by default
 */
public record TensorFlowOptions(
    int intraOpThreads, int interOpThreads, Precision precision, boolean rewrites, Device device) {
  /** Checks the arguments. */
  public TensorFlowOptions {
    Checks.notNegative("intra-op threads", intraOpThreads);
    Checks.notNegative("inter-op threads", interOpThreads);
  }

  /** Returns the defaults: as many threads as cores, float32, with rewrites, on any device. */
  public static TensorFlowOptions of() {
    return new TensorFlowOptions(0, 0, Precision.FLOAT32, true, Device.AUTO);
  }

  /**
   * Returns what computes the same as a checkpoint was computed: on the CPU where that was one,
   * else on a GPU where there is one.
   */
  public static TensorFlowOptions of(CheckpointInfo.Computation computation) {
    return new TensorFlowOptions(
        computation.intraOpThreads(),
        computation.interOpThreads(),
        recorded(computation.precision()),
        computation.rewrites(),
        "cpu".equals(computation.device()) ? Device.CPU : Device.AUTO);
  }

  private static Precision recorded(String name) {
    return Arrays.stream(Precision.values())
        .filter(precision -> precision != Precision.AUTO && precision.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "checkpoint precision",
                    "float32, bfloat16 or float16",
                    '"' + name + '"',
                    "use the version of the library that has written it"));
  }

  /**
   * Returns a copy in which {@link Precision#AUTO} is replaced by what it is on this machine; loads
   * TensorFlow to ask for GPUs.
   */
  public TensorFlowOptions resolved() {
    return precision == Precision.AUTO
        ? withPrecision(Precision.best(hasGpu(), Processor.here().hasBfloat16()))
        : this;
  }

  /**
   * Returns why the precision is no good choice on this machine, in words that follow a colon; none
   * where it is a good one.
   */
  public Optional<String> drawback() {
    Precision chosen = resolved().precision();
    return chosen == Precision.FLOAT32
        ? Optional.empty()
        : Optional.of(chosen.drawback(hasGpu(), Processor.here())).filter(text -> !text.isEmpty());
  }

  boolean hasGpu() {
    NativeMemory.unbind();
    return device != Device.CPU && Gpus.areUsed(new Threads(intraOpThreads, interOpThreads));
  }

  /** Returns a copy with this number of threads for one operation. */
  public TensorFlowOptions withIntraOpThreads(int intraOpThreads) {
    return new TensorFlowOptions(intraOpThreads, interOpThreads, precision, rewrites, device);
  }

  /** Returns a copy with this number of operations at once. */
  public TensorFlowOptions withInterOpThreads(int interOpThreads) {
    return new TensorFlowOptions(intraOpThreads, interOpThreads, precision, rewrites, device);
  }

  /** Returns a copy with this precision. */
  public TensorFlowOptions withPrecision(Precision precision) {
    return new TensorFlowOptions(intraOpThreads, interOpThreads, precision, rewrites, device);
  }

  /** Returns a copy with, or without, the faster forms. */
  public TensorFlowOptions withRewrites(boolean rewrites) {
    return new TensorFlowOptions(intraOpThreads, interOpThreads, precision, rewrites, device);
  }

  /** Returns a copy with this device. */
  public TensorFlowOptions withDevice(Device device) {
    return new TensorFlowOptions(intraOpThreads, interOpThreads, precision, rewrites, device);
  }
}
