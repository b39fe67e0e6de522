package org.ganforge.examples.option;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.ganforge.cluster.ClusterTask;
import org.ganforge.cluster.WorkerOptions;
import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every worker needs, wherever it runs. */
public final class WorkerCareOptions {
  private static final String CONSENT = "--listen-on-all-interfaces";
  private static final String TIMEOUT = "--worker-timeout";
  private static final String WAIT = "--wait";

  @Option(
      names = CONSENT,
      description =
          "agree that TensorFlow's server accepts connections from every network of this machine,"
              + " without authentication or encryption; workers don't start without it")
  private boolean listens;

  @Option(
      names = TIMEOUT,
      paramLabel = "SECONDS",
      description = "how long a worker may be silent before all end; default: 20")
  private @Nullable Integer timeout;

  @Option(
      names = WAIT,
      paramLabel = "SECONDS",
      description = "how long to wait for the other workers at the start; default: 300")
  private @Nullable Integer wait;

  /** Returns a worker's options. */
  public WorkerOptions of(ClusterTask task) {
    WorkerOptions options = WorkerOptions.of(task).withListensOnAllInterfaces(listens);
    if (timeout != null) {
      options = options.withPatience(Duration.ofSeconds(Checks.positive(TIMEOUT, timeout)));
    }
    if (wait != null) {
      options = options.withStartup(Duration.ofSeconds(Checks.positive(WAIT, wait)));
    }
    return options;
  }

  /** Returns the first of these options that the user gave. */
  Optional<String> given() {
    return Stream.of(
            listens ? CONSENT : "", timeout == null ? "" : TIMEOUT, wait == null ? "" : WAIT)
        .filter(option -> !option.isEmpty())
        .findFirst();
  }
}
