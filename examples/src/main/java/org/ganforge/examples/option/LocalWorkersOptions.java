package org.ganforge.examples.option;

import org.ganforge.cluster.Cluster;
import org.ganforge.cluster.ClusterTask;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Several workers on this machine. */
public final class LocalWorkersOptions {
  public static final String COUNT = "--local-workers";
  public static final String RESTARTS = "--restarts";

  private static final int USUAL_RESTARTS = 3;

  @Option(
      names = COUNT,
      paramLabel = "K",
      description =
          "train with this many workers on this machine, each a process with its share of each"
              + " batch, as 'worker' does on several; default: without workers")
  private @Nullable Integer count;

  @Option(
      names = RESTARTS,
      paramLabel = "N",
      description =
          "how often to start all local workers again, from the newest checkpoint, after one was"
              + " lost; default: 3")
  private @Nullable Integer restarts;

  @Mixin private WorkerCareOptions care = new WorkerCareOptions();

  /**
   * Returns whether there are to be workers.
   *
   * @throws InvalidInputException if one of these options is given without the number of workers,
   *     or the user has not agreed that workers listen
   */
  public boolean areGiven() {
    if (count == null) {
      if (restarts != null || care.given().isPresent()) {
        throw new InvalidInputException(
            restarts != null ? RESTARTS : care.given().orElseThrow(),
            COUNT + " as well",
            "it alone",
            "add " + COUNT + " K");
      }
      return false;
    }
    // All workers would refuse without it, so don't start them.
    care.of(new ClusterTask(Cluster.of("127.0.0.1:1"), 0)).requireConsent();
    return true;
  }

  /** Returns how many workers there are to be. */
  public int count() {
    return count == null ? 0 : Checks.positive(COUNT, count);
  }

  /** Returns how often to start again. */
  public int restarts() {
    return restarts == null ? USUAL_RESTARTS : Checks.notNegative(RESTARTS, restarts);
  }
}
