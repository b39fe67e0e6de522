package org.ganforge.cluster;

import java.time.Duration;
import org.ganforge.error.InvalidInputException;

/**
 * How a worker takes part in a training.
 *
 * @param task which worker of which cluster this is
 * @param listensOnAllInterfaces whether the user agrees that the backend's server accepts
 *     connections from every network of this machine, without authentication or encryption; without
 *     that, which is the default, a worker doesn't start
 * @param patience how long another worker may be silent before it counts as lost; 20 seconds by
 *     default, at least 1
 * @param startup how long to wait for the others at the start; 5 minutes by default
 * @param step how long a step of the training may take before it counts as hanging; 10 minutes by
 *     default
 */
public record WorkerOptions(
    ClusterTask task,
    boolean listensOnAllInterfaces,
    Duration patience,
    Duration startup,
    Duration step) {
  /** Checks the arguments. */
  public WorkerOptions {
    requireSecond("patience", patience);
    requireSecond("startup", startup);
    requireSecond("step", step);
  }

  /** Returns the defaults. */
  public static WorkerOptions of(ClusterTask task) {
    return new WorkerOptions(
        task, false, Duration.ofSeconds(20), Duration.ofMinutes(5), Duration.ofMinutes(10));
  }

  /** Returns a copy with this {@code listensOnAllInterfaces}. */
  public WorkerOptions withListensOnAllInterfaces(boolean listensOnAllInterfaces) {
    return new WorkerOptions(task, listensOnAllInterfaces, patience, startup, step);
  }

  /** Returns a copy with this {@code patience}. */
  public WorkerOptions withPatience(Duration patience) {
    return new WorkerOptions(task, listensOnAllInterfaces, patience, startup, step);
  }

  /** Returns a copy with this {@code startup}. */
  public WorkerOptions withStartup(Duration startup) {
    return new WorkerOptions(task, listensOnAllInterfaces, patience, startup, step);
  }

  /** Returns a copy with this {@code step}. */
  public WorkerOptions withStep(Duration step) {
    return new WorkerOptions(task, listensOnAllInterfaces, patience, startup, step);
  }

  /**
   * Checks the user's consent.
   *
   * @throws InvalidInputException if it is missing
   */
  public void requireConsent() {
    if (!listensOnAllInterfaces) {
      throw new InvalidInputException(
          "worker",
          "your consent that TensorFlow's server listens on all networks of this machine, without"
              + " authentication or encryption,",
          "none",
          "use a private network or a firewall, and add withListensOnAllInterfaces(true)");
    }
  }

  private static void requireSecond(String where, Duration value) {
    if (value.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new InvalidInputException(
          where, "at least 1 second", value.toMillis() + " ms", "give a longer time");
    }
  }
}
