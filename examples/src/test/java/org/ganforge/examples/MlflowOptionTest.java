package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ganforge.examples.option.MlflowOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --mlflow}; what is sent in which form is tested by {@code MlflowTest}. */
class MlflowOptionTest {
  private static final String RUN = "0123456789abcdef0123456789abcdef";

  private static final Map<String, String> ANSWERS =
      Map.of(
          "experiments/get-by-name",
          "{\"experiment\": {\"experiment_id\": \"7\"}}",
          "runs/create",
          "{\"run\": {\"info\": {\"run_id\": \"" + RUN + "\"}}}");

  @TempDir private Path folder;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int status = 200;

  MlflowOptionTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/2.0/mlflow/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String endpoint = exchange.getRequestURI().toString().replace("/api/2.0/mlflow/", "");
    requests.add((endpoint + " " + body).strip());
    byte[] answer =
        ANSWERS
            .getOrDefault(endpoint.replaceFirst("\\?.*", ""), "{}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private List<String> requests(String endpoint) {
    return requests.stream().filter(request -> request.startsWith(endpoint)).toList();
  }

  @Test
  void logsATrainingAndContinuesItsRun() throws IOException {
    Path run = folder.resolve("run");
    CommandRun trained =
        CommandRun.of("train", TinySpec.in(folder), "--run", run, "--mlflow", address());

    assertThat(trained.err()).isEmpty();
    assertThat(trained.code()).isZero();
    assertThat(requests.get(0)).isEqualTo("experiments/get-by-name?experiment_name=tiny");
    assertThat(requests("runs/create").get(0))
        .contains("\"experiment_id\":\"7\"", "\"run_name\":\"run\"", run.toString());
    assertThat(requests("runs/log-batch").get(0))
        .contains("{\"key\":\"plan.iterations\",\"value\":\"20\"}")
        .contains("\"run_id\":\"" + RUN + "\"");
    assertThat(String.join("\n", requests("runs/log-batch")))
        .contains("\"key\":\"d_loss\"", "\"step\":1", "\"step\":10", "\"step\":20");
    assertThat(requests("runs/update").get(0)).contains("\"status\":\"FINISHED\"", RUN);
    assertThat(Files.readString(run.resolve("mlflow.json"))).contains(RUN, address());

    CommandRun resumed = CommandRun.of("resume", run, "--steps", 30, "--mlflow", address() + "/");
    assertThat(resumed.err()).isEmpty();
    assertThat(requests("runs/create")).hasSize(1);
    assertThat(requests("runs/update")).hasSize(3);
    assertThat(requests("runs/update").get(1)).contains("\"status\":\"RUNNING\"", RUN);
    assertThat(requests("runs/log-batch").get(requests("runs/log-batch").size() - 2))
        .contains("\"step\":30");
  }

  @Test
  void putsARunIntoTheGivenExperiment() {
    CommandRun.of(
        "train",
        TinySpec.in(folder),
        "--run",
        folder.resolve("run"),
        "--mlflow",
        address(),
        "--mlflow-experiment",
        "first tries");
    assertThat(requests.get(0)).isEqualTo("experiments/get-by-name?experiment_name=first+tries");
  }

  @Test
  void aRefusalIsANoteAndTheTrainingIsDone() throws IOException {
    status = 403;
    Path run = folder.resolve("run");
    CommandRun result =
        CommandRun.of("train", TinySpec.in(folder), "--run", run, "--json", "--mlflow", address());

    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("{\n").contains("\"iteration\": 20");
    assertThat(result.err())
        .containsOnlyOnce("MLflow")
        .contains(
            "note: MLflow at "
                + address()
                + ": expected it to log this training but found HTTP status 403 for GET"
                + " experiments/get-by-name; training continues without it\n");
    assertThat(GanProcess.lines(run)).isEqualTo(20);
  }

  /** As MLflow's own client does. */
  @Test
  void readsCredentialsFromTheEnvironment() {
    assertThat(MlflowOptions.authorization(Map.of())).isEmpty();
    assertThat(MlflowOptions.authorization(Map.of("MLFLOW_TRACKING_TOKEN", "secret")))
        .contains("Bearer secret");
    assertThat(
            MlflowOptions.authorization(
                Map.of(
                    "MLFLOW_TRACKING_USERNAME", "Aladdin",
                    "MLFLOW_TRACKING_PASSWORD", "open sesame",
                    "MLFLOW_TRACKING_TOKEN", "secret")))
        .as("the example of RFC 7617")
        .contains("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  }

  @Test
  void refusesWhatIsNoServerBeforeItTrains() {
    assertThat(CommandRun.of("train", "mnist-dcgan", "--mlflow", "mlruns").err())
        .isEqualTo(
            "gan: --mlflow: expected the address of an MLflow tracking server, such as"
                + " http://127.0.0.1:5000, but found mlruns; start one with 'mlflow server'\n");
    assertThat(CommandRun.of("train", "mnist-dcgan", "--mlflow", "http://a b").err())
        .isEqualTo("gan: --mlflow: expected an address but found \"http://a b\"; correct it\n");
    assertThat(CommandRun.of("train", "mnist-dcgan", "--mlflow-experiment", "a").err())
        .isEqualTo(
            "gan: --mlflow-experiment: expected --mlflow with it but found it alone; add --mlflow"
                + " URL\n");
  }
}
