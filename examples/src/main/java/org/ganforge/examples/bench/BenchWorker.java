package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ganforge.examples.console.Failures;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.ResidentMemory;

/**
 * A JVM that runs one task repeatedly and reports the times. The first line of input describes the
 * task; each further line is a command, answered by one line of JSON. It exits at the end of input.
 */
final class BenchWorker {
  private static final double STEADY = 0.97;
  private static final double WINDOW_SECONDS = 0.4;

  private final BenchTask task;

  private BenchWorker(BenchTask task) {
    this.task = task;
  }

  /** Serves the JVM that started this one. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT); // as in Main
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    ObjectMapper mapper = new ObjectMapper();
    String what = orders.readLine();
    if (what == null) {
      return;
    }
    try (BenchTask task = BenchTask.open(mapper.readTree(what))) {
      BenchWorker worker = new BenchWorker(task);
      answers.println(task.opened());
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        answers.println(worker.obey(order.split(" ")));
      }
    } catch (RuntimeException | Error e) {
      answers.println(Json.object().put("failure", Failures.line(e)));
      System.exit(Failures.FAILED);
    }
  }

  private JsonNode obey(String... order) {
    return switch (order[0]) {
      case "warm" -> warm(Double.parseDouble(order[1]));
      case "run" -> json(run(Double.parseDouble(order[1])));
      case "memory" -> ResidentMemory.now().toJson();
      case "count" -> task.arithmetic();
      default -> throw new AssertionError(order[0]);
    };
  }

  /** Runs until a window of time is no faster than the previous one, or the time is up. */
  private ObjectNode warm(double most) {
    long start = System.nanoTime();
    double before = Double.POSITIVE_INFINITY;
    int runs = 0;
    while (true) {
      List<Double> window = run(Math.min(WINDOW_SECONDS, most));
      runs += window.size();
      double median = Quantiles.of(window).median();
      boolean steady = median >= STEADY * before;
      if (steady || seconds(start) >= most) {
        return Json.object().put("runs", runs).put("steady", steady);
      }
      before = median;
    }
  }

  /** Returns the milliseconds of each run, at least one. */
  private List<Double> run(double seconds) {
    List<Double> milliseconds = new ArrayList<>();
    long start = System.nanoTime();
    do {
      long before = System.nanoTime();
      task.run();
      milliseconds.add(1000 * seconds(before));
    } while (seconds(start) < seconds);
    return milliseconds;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static ArrayNode json(List<Double> milliseconds) {
    ArrayNode json = Json.array();
    milliseconds.forEach(json::add);
    return json;
  }
}
