package org.ganforge.cluster;

/**
 * Thrown when a training cannot continue because one of its workers is missing, has ended, or no
 * longer answers. Its message is one line that names the worker. The weights in memory are then of
 * no use: start all workers again, and they continue from the newest checkpoint.
 */
public final class WorkerLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int rank;

  /**
   * Makes the exception.
   *
   * @param rank the lost worker's
   * @param message one line
   */
  public WorkerLostException(int rank, String message) {
    super(message);
    this.rank = rank;
  }

  /** Returns the rank of the lost worker. */
  public int rank() {
    return rank;
  }
}
