package org.ganforge.examples.option;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.Mlflow;
import org.ganforge.observe.RunDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for logging to an MLflow server. */
public final class MlflowOptions {
  private static final String SERVER = "--mlflow";

  @Option(
      names = SERVER,
      paramLabel = "URL",
      description =
          "log settings, losses, accuracies and measures to this MLflow tracking server, such as"
              + " http://127.0.0.1:5000; its credentials are taken from MLFLOW_TRACKING_TOKEN, or"
              + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD")
  private @Nullable String server;

  @Option(
      names = "--mlflow-experiment",
      paramLabel = "NAME",
      description =
          "with --mlflow: the experiment that the run belongs to; default: the model's name")
  private @Nullable String experiment;

  /**
   * Refuses invalid options before any work is done.
   *
   * @throws InvalidInputException if there is an experiment without a server, or its address is not
   *     one
   */
  public void check() {
    if (experiment != null && server == null) {
      throw new InvalidInputException(
          "--mlflow-experiment", "--mlflow with it", "it alone", "add --mlflow URL");
    }
    if (server != null) {
      try {
        Mlflow.checkServer(address(server));
      } catch (InvalidInputException e) {
        throw e.at(SERVER);
      }
    }
  }

  /** Returns a listener that logs a run, if that is requested. */
  public Optional<Mlflow> listener(Gan gan, RunDirectory run) {
    if (server == null) {
      return Optional.empty();
    }
    Mlflow mlflow = Mlflow.of(address(server), gan).withDirectory(run.path());
    if (experiment != null) {
      mlflow = mlflow.withExperiment(experiment);
    }
    return Optional.of(
        authorization(System.getenv()).map(mlflow::withAuthorization).orElse(mlflow));
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(SERVER, "an address", '"' + text + '"', "correct it");
    }
  }

  /** Returns the header for the credentials in the variables that MLflow's own client reads. */
  public static Optional<String> authorization(Map<String, String> environment) {
    String user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
    String password = environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
    String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "");
    if (!user.isEmpty() && !password.isEmpty()) {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
  }
}
