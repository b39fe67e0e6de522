package org.ganforge.tf.device;

import org.tensorflow.proto.ConfigProto;

/**
 * How many threads a session asks for. Every session of a process begins with this, since
 * TensorFlow makes its pools as large as the first one says.
 *
 * @param intraOp threads of one operation, 0 for as many as there are
 * @param interOp operations at once, 0 likewise
 */
public record Threads(int intraOp, int interOp) {
  /** The first session's number of operations at once, which all may share. */
  private static final ThreadPool SHARED_OPERATIONS = new ThreadPool(false);

  /** Returns those of TensorFlow's first session or, where it is that, one a core. */
  public static Threads usual() {
    return new Threads(0, 0);
  }

  /** Returns how many threads an operation has; asking makes no pool. */
  public int ofAnOperation() {
    return ThreadPool.ofProcess().sizeFor(intraOp);
  }

  /** Returns how many operations run at once. */
  public int operationsAtOnce() {
    return SHARED_OPERATIONS.sizeFor(interOp);
  }

  /**
   * Returns the beginning of a session's configuration. A session shares the operations' threads
   * with others wherever it can: threads that come and go with one leave memory behind that others
   * cannot use.
   *
   * @throws org.ganforge.error.InvalidInputException if operations have another number of threads
   *     in this process than is asked for
   */
  public ConfigProto.Builder toConfig() {
    int atOnce = operationsAtOnce();
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(ThreadPool.ofProcess().take(intraOp))
        .setInterOpParallelismThreads(atOnce)
        .setUsePerSessionThreads(!SHARED_OPERATIONS.share(atOnce));
  }
}
