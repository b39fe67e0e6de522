package org.ganforge.cluster;

import org.ganforge.error.InvalidInputException;

/**
 * One worker of a cluster.
 *
 * @param cluster all workers
 * @param rank which of them this is, from 0, the chief
 */
public record ClusterTask(Cluster cluster, int rank) {
  /** Checks the rank. */
  public ClusterTask {
    if (rank < 0 || rank >= cluster.size()) {
      throw new InvalidInputException(
          "task",
          "a rank from 0 to "
              + (cluster.size() - 1)
              + ", since the cluster has "
              + cluster.size()
              + (cluster.size() == 1 ? " worker," : " workers,"),
          String.valueOf(rank),
          "give this worker's place in the list of addresses");
    }
  }

  /** Returns whether this worker is the chief, which alone writes the run. */
  public boolean isChief() {
    return rank == 0;
  }

  /** Returns the worker's name in messages: {@code worker 1 (host1:2222)}. */
  public String name() {
    return cluster.name(rank);
  }
}
