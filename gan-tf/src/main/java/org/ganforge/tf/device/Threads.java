package org.ganforge.tf.device;

import org.tensorflow.proto.ConfigProto;

/**
 * How many threads a session asks for. Every session must be opened with this, since the first one
 * sets the size of TensorFlow's pools for the whole process.
 *
 * @param intraOp threads per operation; 0 for the pool's size
 * @param interOp operations at once; 0 for the pool's size
 */
public record Threads(int intraOp, int interOp) {
  /** The threads that sessions share to run operations at once, if they ask for as many. */
  private static final ThreadPool SHARED_OPERATIONS = new ThreadPool(false);

  /** Returns as many threads as TensorFlow's first session has or, for that one, one per core. */
  public static Threads usual() {
    return new Threads(0, 0);
  }

  /** Returns how many threads an operation has, without creating the pool. */
  public int ofAnOperation() {
    return ThreadPool.ofProcess().sizeFor(intraOp);
  }

  /** Returns how many operations run at once. */
  public int operationsAtOnce() {
    return SHARED_OPERATIONS.sizeFor(interOp);
  }

  /**
   * Returns a session's configuration to build on. Sessions share threads wherever they can:
   * threads that start and end with one session leave behind memory that others cannot use.
   *
   * @throws org.ganforge.error.InvalidInputException if operations in this process already have
   *     another number of threads
   */
  public ConfigProto.Builder toConfig() {
    int atOnce = operationsAtOnce();
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(ThreadPool.ofProcess().take(intraOp))
        .setInterOpParallelismThreads(atOnce)
        .setUsePerSessionThreads(!SHARED_OPERATIONS.share(atOnce));
  }
}
