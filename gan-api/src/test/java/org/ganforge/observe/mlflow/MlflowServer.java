package org.ganforge.observe.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tracking server on this machine that keeps runs in memory and refuses whatever MLflow's REST
 * documentation and {@code mlflow/utils/validation.py} do not allow: unknown endpoints and fields,
 * other types, odd names, long values, changed parameters and too much at once.
 */
public final class MlflowServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern NAME = Pattern.compile("[/\\w.\\- ]{1,250}");
  private static final List<String> STATUSES =
      List.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED");

  /** The fields of each request and their types. */
  private static final Map<String, Map<String, String>> REQUESTS =
      Map.of(
          "POST experiments/create", Map.of("name", "string"),
          "POST runs/create",
              Map.of(
                  "experiment_id", "string",
                  "run_name", "string",
                  "start_time", "integer",
                  "tags", "array"),
          "POST runs/update", Map.of("run_id", "string", "status", "string", "end_time", "integer"),
          "POST runs/log-batch",
              Map.of("run_id", "string", "metrics", "array", "params", "array", "tags", "array"));

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> experiments = new LinkedHashMap<>();
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final Queue<String> failures = new ArrayDeque<>();
  private @Nullable String authorization;

  /** A run as the server knows it. */
  public static final class Run {
    public final String experiment;
    public final String name;
    public final Map<String, String> params = new LinkedHashMap<>();
    public final Map<String, String> tags = new LinkedHashMap<>();
    public final List<Metric> metrics = new ArrayList<>();
    public String status = "RUNNING";
    public long endTime;

    Run(String experiment, String name) {
      this.experiment = experiment;
      this.name = name;
    }

    /** Returns the steps and values of a metric: {@code 1=0.5}. */
    public List<String> curve(String key) {
      return metrics.stream()
          .filter(metric -> metric.key().equals(key))
          .map(metric -> metric.step() + "=" + metric.value())
          .toList();
    }
  }

  /** Refuses a request, as MLflow does. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  /** Starts on any free port of the loopback interface. */
  public MlflowServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers the next requests like this: {@code 503}, {@code 403 PERMISSION_DENIED no}. */
  public synchronized void fail(String... answers) {
    failures.addAll(List.of(answers));
  }

  /** Demands this header from now on. */
  public synchronized void demand(String header) {
    authorization = header;
  }

  /** Returns a copy of all requests so far: {@code POST runs/create}. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** Returns the runs in the order in which they were created. */
  public synchronized List<Run> runs() {
    return List.copyOf(runs.values());
  }

  /** Returns the only run. */
  public Run run() {
    List<Run> all = runs();
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " runs");
    }
    return all.get(0);
  }

  /** Forgets all runs, as after they were deleted. */
  public synchronized void forget() {
    runs.clear();
  }

  public synchronized void addExperiment(String name) {
    experiments.put(name, "" + experiments.size());
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    int status = 200;
    ObjectNode answer;
    try {
      answer = answer(exchange, body);
    } catch (Refusal e) {
      status = e.status;
      answer = JsonNodeFactory.instance.objectNode();
      if (!e.code.isEmpty()) {
        answer.put("error_code", e.code).put("message", e.getMessage());
      }
    }
    byte[] text = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private synchronized ObjectNode answer(HttpExchange exchange, byte[] body)
      throws Refusal, IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/api/2\\.0/mlflow/", "");
    String endpoint = exchange.getRequestMethod() + " " + path;
    requests.add(endpoint);
    String failure = failures.poll();
    if (failure != null) {
      String[] parts = failure.split(" ", 3);
      throw new Refusal(
          Integer.parseInt(parts[0]),
          parts.length < 3 ? "" : parts[1],
          parts.length < 3 ? "" : parts[2]);
    }
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null && !authorization.equals(header)) {
      throw new Refusal(401, "", "");
    }
    if (endpoint.equals("GET experiments/get-by-name")) {
      return experiment(exchange.getRequestURI().getRawQuery());
    }
    if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      throw invalid("content type");
    }
    if (body.length > 1_000_000) {
      throw invalid("a request of " + body.length + " bytes");
    }
    JsonNode message = JSON.readTree(body);
    check(endpoint, message);
    return switch (path) {
      case "experiments/create" -> create(message.get("name").textValue());
      case "runs/create" -> createRun(message);
      case "runs/update" -> update(message);
      default -> log(message);
    };
  }

  private static Refusal invalid(String message) {
    return new Refusal(400, "INVALID_PARAMETER_VALUE", message);
  }

  private static void check(String endpoint, JsonNode message) throws Refusal {
    Map<String, String> fields = REQUESTS.get(endpoint);
    if (fields == null) {
      throw new Refusal(404, "ENDPOINT_NOT_FOUND", endpoint);
    }
    for (Map.Entry<String, JsonNode> field : message.properties()) {
      JsonNode value = field.getValue();
      boolean isRight =
          switch (fields.getOrDefault(field.getKey(), "nothing")) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "array" -> value.isArray();
            default -> false;
          };
      if (!isRight) {
        throw invalid(endpoint + " " + field);
      }
    }
  }

  private ObjectNode experiment(String query) throws Refusal {
    String name =
        URLDecoder.decode(query.replaceFirst("^experiment_name=", ""), StandardCharsets.UTF_8);
    String id = experiments.get(name);
    if (id == null) {
      throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no experiment " + name);
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putObject("experiment").put("experiment_id", id).put("name", name);
    return answer;
  }

  private ObjectNode create(String name) throws Refusal {
    if (experiments.containsKey(name)) {
      throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", "experiment " + name);
    }
    addExperiment(name);
    return JsonNodeFactory.instance.objectNode().put("experiment_id", experiments.get(name));
  }

  private ObjectNode createRun(JsonNode message) throws Refusal {
    String experiment = message.get("experiment_id").textValue();
    String name =
        experiments.entrySet().stream()
            .filter(known -> known.getValue().equals(experiment))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(() -> invalid("experiment " + experiment));
    if (message.get("start_time").longValue() < 1_600_000_000_000L) {
      throw invalid("not a time in milliseconds");
    }
    Run run = new Run(name, message.get("run_name").textValue());
    for (JsonNode tag : message.get("tags")) {
      pair(tag, 5000, run.tags, true);
    }
    String id = String.format(java.util.Locale.ROOT, "%032x", requests.size());
    runs.put(id, run);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putObject("run").putObject("info").put("run_id", id).put("status", "RUNNING");
    return answer;
  }

  private Run known(JsonNode message) throws Refusal {
    Run run = runs.get(message.path("run_id").asText());
    if (run == null) {
      throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no run");
    }
    return run;
  }

  private ObjectNode update(JsonNode message) throws Refusal {
    Run run = known(message);
    String status = message.get("status").textValue();
    if (!STATUSES.contains(status)) {
      throw invalid(status);
    }
    run.status = status;
    run.endTime = message.path("end_time").asLong();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putObject("run_info").put("status", status);
    return answer;
  }

  private ObjectNode log(JsonNode message) throws Refusal {
    Run run = known(message);
    JsonNode metrics = message.path("metrics");
    JsonNode params = message.path("params");
    JsonNode tags = message.path("tags");
    if (metrics.size() > 1000
        || params.size() > 100
        || tags.size() > 100
        || metrics.size() + params.size() + tags.size() > 1000) {
      throw invalid("too many");
    }
    for (JsonNode metric : metrics) {
      boolean isRight =
          metric.size() == 4
              && metric.path("value").isNumber()
              && metric.path("timestamp").isIntegralNumber()
              && metric.path("step").isIntegralNumber()
              && NAME.matcher(metric.path("key").asText()).matches();
      if (!isRight) {
        throw invalid("metric " + metric);
      }
      run.metrics.add(
          new Metric(
              metric.get("key").textValue(),
              metric.get("value").doubleValue(),
              metric.get("timestamp").longValue(),
              metric.get("step").longValue()));
    }
    for (JsonNode param : params) {
      pair(param, 500, run.params, false);
    }
    for (JsonNode tag : tags) {
      pair(tag, 5000, run.tags, true);
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static void pair(JsonNode pair, int longest, Map<String, String> all, boolean mayChange)
      throws Refusal {
    String key = pair.path("key").asText();
    String value = pair.path("value").asText();
    boolean isRight =
        pair.size() == 2
            && pair.path("key").isTextual()
            && pair.path("value").isTextual()
            && NAME.matcher(key).matches()
            && value.length() <= longest;
    String before = all.put(key, value);
    if (!isRight || (!mayChange && before != null && !before.equals(value))) {
      throw invalid("pair " + pair);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
