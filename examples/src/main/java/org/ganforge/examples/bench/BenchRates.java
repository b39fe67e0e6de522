package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ganforge.examples.console.Json;

/** How fast the machine multiplies, for each precision and number of threads. */
final class BenchRates implements AutoCloseable {
  private static final double SECONDS_A_TURN = 0.3;
  private static final double WARM_UP_SECONDS = 1;

  private final Map<BenchProduct, BenchFork> forks = new LinkedHashMap<>();
  private final Map<BenchProduct, List<Double>> milliseconds = new LinkedHashMap<>();

  /**
   * Starts a process for each product that has none yet.
   *
   * @param progress receives a line for each that fails; it is not retried, and the others continue
   */
  void start(Set<BenchProduct> products, Consumer<String> progress) {
    for (BenchProduct product : products) {
      if (milliseconds.putIfAbsent(product, new ArrayList<>()) == null) {
        try {
          BenchFork fork = BenchFork.start(product.toJson());
          forks.put(product, fork);
          fork.ask("warm " + WARM_UP_SECONDS);
        } catch (BenchFork.FailedException e) {
          giveUp(product, e, progress);
        }
      }
    }
  }

  /**
   * Gives each of these products a turn.
   *
   * @param progress receives a line for each that fails; it gets no further turns, and the others
   *     continue
   */
  void measure(Set<BenchProduct> products, Consumer<String> progress) {
    for (BenchProduct product : products) {
      BenchFork fork = forks.get(product);
      List<Double> all = milliseconds.get(product);
      if (fork != null && all != null) {
        try {
          JsonNode times = fork.ask("run " + SECONDS_A_TURN);
          times.forEach(time -> all.add(time.doubleValue()));
        } catch (BenchFork.FailedException e) {
          giveUp(product, e, progress);
        }
      }
    }
  }

  private void giveUp(
      BenchProduct product, BenchFork.FailedException e, Consumer<String> progress) {
    BenchFork fork = forks.remove(product);
    if (fork != null) {
      fork.close();
    }
    progress.accept(
        product + (of(product) > 0 ? ": no further turns: " : ": no floor: ") + e.getMessage());
  }

  /** Returns the best rate in floating-point operations per second, 0 if it was not measured. */
  double of(BenchProduct product) {
    List<Double> times = milliseconds.getOrDefault(product, List.of());
    return times.isEmpty() ? 0 : BenchProduct.rate(Quantiles.of(times).least());
  }

  ArrayNode toJson() {
    ArrayNode json = Json.array();
    milliseconds.forEach(
        (product, times) -> {
          ObjectNode one = product.toJson().put("flops_per_second", of(product));
          times.forEach(one.putArray("ms")::add);
          json.add(one);
        });
    return json;
  }

  @Override
  public void close() {
    forks.values().forEach(BenchFork::close);
    forks.clear();
  }
}
