package org.ganforge.examples.option;

import java.nio.file.Path;
import org.ganforge.cluster.Cluster;
import org.ganforge.cluster.ClusterTask;
import org.ganforge.cluster.WorkerOptions;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.ClusterJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which worker of which cluster this process is. */
public final class ClusterOptions {
  private static final String VARIABLE = "TF_CONFIG";

  @Option(
      names = "--cluster",
      paramLabel = "FILE",
      description =
          "a JSON file with the address of each worker, {\"worker\": [\"host:port\", ...]}; the"
              + " first is the chief, which writes the run; default: that in the environment"
              + " variable TF_CONFIG")
  private @Nullable Path cluster;

  @Option(
      names = "--task",
      paramLabel = "N",
      description = "which of them this is, from 0, the chief; default: that in TF_CONFIG")
  private @Nullable Integer task;

  @Mixin private WorkerCareOptions care = new WorkerCareOptions();

  /**
   * Returns the worker that this process is.
   *
   * @throws InvalidInputException if it isn't clear, or the user has not agreed that it listens
   */
  public WorkerOptions worker() {
    WorkerOptions options = care.of(task(System.getenv(VARIABLE)));
    options.requireConsent();
    return options;
  }

  /**
   * Returns which worker it is.
   *
   * @param environment the value of {@code TF_CONFIG}; null if it isn't set
   */
  ClusterTask task(@Nullable String environment) {
    if (cluster == null) {
      if (environment == null) {
        throw new InvalidInputException(
            "worker",
            "--cluster FILE and --task N, or the environment variable TF_CONFIG",
            "neither",
            "list the addresses of all workers in a file, or let a cluster's operator set the"
                + " variable");
      }
      ClusterTask named = ClusterJson.readTfConfig(environment);
      return task == null ? named : at(named.cluster(), task);
    }
    if (task == null) {
      throw new InvalidInputException(
          "--task", "this worker's place in " + cluster, "nothing", "add --task N, from 0");
    }
    return at(ClusterJson.read(cluster), task);
  }

  private static ClusterTask at(Cluster cluster, int task) {
    try {
      return new ClusterTask(cluster, task);
    } catch (InvalidInputException e) {
      throw e.at("--task");
    }
  }
}
