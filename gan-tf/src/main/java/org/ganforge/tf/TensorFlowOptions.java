package org.ganforge.tf;

import org.ganforge.internal.Checks;
import org.ganforge.json.CheckpointInfo;

/**
 * How TensorFlow runs. The same seed gives the same bits on a CPU as long as these and the machine
 * are the same.
 *
 * @param intraOpThreads how many threads one operation may use; 0 (the default) for one a core
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
    boolean coarse = computation.precision().equals("bfloat16");
    return new TensorFlowOptions(
        computation.intraOpThreads(),
        computation.interOpThreads(),
        coarse ? Precision.BFLOAT16 : Precision.FLOAT32,
        computation.rewrites(),
        "cpu".equals(computation.device()) ? Device.CPU : Device.AUTO);
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
