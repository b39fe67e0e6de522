package org.ganforge.tf;

import org.ganforge.internal.Checks;

/**
 * How TensorFlow runs. The same seed gives the same bits on a CPU as long as these and the machine
 * are the same.
 *
 * @param intraOpThreads how many threads one operation may use; 0 (the default) for one a core
 * @param interOpThreads how many operations may run at once; 0 (the default) for one a core
 */
public record TensorFlowOptions(int intraOpThreads, int interOpThreads) {
  /** Checks the arguments. */
  public TensorFlowOptions {
    Checks.notNegative("intra-op threads", intraOpThreads);
    Checks.notNegative("inter-op threads", interOpThreads);
  }

  /** Returns the defaults: as many threads as cores. */
  public static TensorFlowOptions of() {
    return new TensorFlowOptions(0, 0);
  }

  /** Returns a copy with this number of threads for one operation. */
  public TensorFlowOptions withIntraOpThreads(int intraOpThreads) {
    return new TensorFlowOptions(intraOpThreads, interOpThreads);
  }

  /** Returns a copy with this number of operations at once. */
  public TensorFlowOptions withInterOpThreads(int interOpThreads) {
    return new TensorFlowOptions(intraOpThreads, interOpThreads);
  }
}
