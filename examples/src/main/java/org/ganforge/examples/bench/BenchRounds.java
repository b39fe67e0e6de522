package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ganforge.examples.console.Console;

/**
 * Measures forms against each other: each in a separate process, several times, and alternating
 * with those it is compared with. Only one process works at a time.
 *
 * @param forks how many processes a form gets, one after the other
 * @param seconds how long a form is measured in all
 * @param progress receives lines that say what is being measured
 */
record BenchRounds(int forks, double seconds, Consumer<String> progress) {
  private static final int ROUNDS = 4;
  private static final double WARM_UP_SECONDS = 8;

  /** Trials have a time limit; later starts try the forms that were left out. */
  private static final int MOST_STARTS_WITH_TRIALS = 8;

  /** Returns a result for each form, in order; one that fails does not stop the others. */
  List<BenchResult> run(List<BenchForm> forms, BenchRates rates) {
    List<BenchResult> results = forms.stream().map(BenchResult::new).toList();
    groups(results).forEach(group -> runForks(group, rates));
    return results;
  }

  private void runForks(List<BenchResult> group, BenchRates rates) {
    try (TemporaryCaches caches = new TemporaryCaches()) {
      for (int fork = 1; fork <= forks; fork++) {
        BenchForm first = group.get(0).form();
        progress.accept(
            "measuring "
                + first.gan().name()
                + ", batch size "
                + first.batchSize()
                + ", "
                + Console.count(group.size(), "form")
                + ": fork "
                + fork
                + " of "
                + forks);
        measure(group, rates, caches);
      }
    }
  }

  /** Precisions and forms of the same step are compared; other steps are not. */
  private static List<List<BenchResult>> groups(List<BenchResult> results) {
    Map<List<Object>, List<BenchResult>> groups = new LinkedHashMap<>();
    for (BenchResult result : results) {
      BenchForm form = result.form();
      groups
          .computeIfAbsent(List.of(form.gan(), form.threads()), key -> new ArrayList<>())
          .add(result);
    }
    return List.copyOf(groups.values());
  }

  private void measure(List<BenchResult> group, BenchRates rates, TemporaryCaches caches) {
    Map<BenchResult, BenchFork> alive = new LinkedHashMap<>();
    try {
      group.forEach(result -> start(result, alive, caches));
      Set<BenchProduct> products = new LinkedHashSet<>();
      alive.keySet().forEach(result -> products.add(BenchProduct.of(result.form())));
      rates.start(products, progress);
      for (int round = 0; round < ROUNDS; round++) {
        askAll(alive, "run " + seconds / forks / ROUNDS, BenchResult::addRound);
        rates.measure(products, progress);
      }
      askAll(alive, "memory", BenchResult::addMemory);
      for (BenchResult result : List.copyOf(alive.keySet())) {
        if (!result.knowsArithmetic()) {
          ask(result, alive, "count", BenchResult::setArithmetic);
        }
      }
    } finally {
      alive.values().forEach(BenchFork::close);
    }
  }

  private static void start(
      BenchResult result, Map<BenchResult, BenchFork> alive, TemporaryCaches caches) {
    if (result.failure() != null) {
      return; // don't retry
    }
    try {
      BenchFork fork = afterTrials(result, caches);
      alive.put(result, fork);
      result.addFork(fork.opened(), fork.ask("warm " + WARM_UP_SECONDS));
    } catch (BenchFork.FailedException e) {
      giveUp(result, alive, e);
    }
  }

  /**
   * Returns a process that found its forms in the cache. One that tried forms is not measured:
   * trials take memory and time that only a first start needs.
   */
  private static BenchFork afterTrials(BenchResult result, TemporaryCaches caches)
      throws BenchFork.FailedException {
    BenchForm form = result.form();
    while (true) {
      long before = caches.size(form);
      BenchFork fork = BenchFork.start(form.toJson(), caches.of(form));
      if (caches.size(form) == before || result.trialStarts() == MOST_STARTS_WITH_TRIALS) {
        return fork;
      }
      try (fork) {
        result.addTrialStart(fork.opened(), fork.ask("memory"));
      }
    }
  }

  /** Receives an answer. */
  private interface Use {
    void of(BenchResult result, JsonNode answer);
  }

  private static void askAll(Map<BenchResult, BenchFork> alive, String order, Use use) {
    List.copyOf(alive.keySet()).forEach(result -> ask(result, alive, order, use));
  }

  private static void ask(
      BenchResult result, Map<BenchResult, BenchFork> alive, String order, Use use) {
    BenchFork fork = alive.get(result);
    if (fork == null) {
      return;
    }
    try {
      use.of(result, fork.ask(order));
    } catch (BenchFork.FailedException e) {
      giveUp(result, alive, e);
    }
  }

  private static void giveUp(
      BenchResult result, Map<BenchResult, BenchFork> alive, BenchFork.FailedException e) {
    result.fail(String.valueOf(e.getMessage()));
    BenchFork fork = alive.remove(result);
    if (fork != null) {
      fork.close();
    }
  }
}
