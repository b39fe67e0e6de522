package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The measurements of all forks of one form. */
final class BenchResult {
  private final BenchForm form;
  private final List<ObjectNode> trialStarts = new ArrayList<>();
  private final List<Fork> forks = new ArrayList<>();
  private @Nullable JsonNode arithmetic;
  private @Nullable String failure;

  BenchResult(BenchForm form) {
    this.form = form;
  }

  BenchForm form() {
    return form;
  }

  /** The measurements of one process. */
  private static final class Fork {
    private final ObjectNode facts;
    private final ArrayNode rounds;

    private Fork(JsonNode opened) {
      this.facts = opened.deepCopy();
      this.rounds = facts.putArray("rounds");
    }
  }

  /** Adds a start whose cache lacked forms, so that it tried them. */
  void addTrialStart(JsonNode opened, JsonNode memory) {
    ObjectNode facts = opened.deepCopy();
    facts.setAll((ObjectNode) memory);
    trialStarts.add(facts);
  }

  int trialStarts() {
    return trialStarts.size();
  }

  /** Returns how many milliseconds longer compiling takes with an empty cache. */
  double firstStartAdds() {
    return trialStarts.isEmpty()
        ? 0
        : Math.max(0, trialStarts.get(0).get("compile_ms").asDouble() - median("compile_ms"));
  }

  void addFork(JsonNode opened, JsonNode warm) {
    Fork fork = new Fork(opened);
    fork.facts.set("warm_up", warm);
    forks.add(fork);
  }

  void addRound(JsonNode milliseconds) {
    last().rounds.add(milliseconds);
  }

  void addMemory(JsonNode memory) {
    last().facts.setAll((ObjectNode) memory);
  }

  void setArithmetic(JsonNode arithmetic) {
    this.arithmetic = arithmetic;
  }

  boolean knowsArithmetic() {
    return arithmetic != null;
  }

  void fail(String line) {
    failure = line;
  }

  /** Returns why measuring was given up, in one line, or null. */
  @Nullable String failure() {
    return failure;
  }

  private Fork last() {
    return forks.get(forks.size() - 1);
  }

  /** Returns whether there are figures; a process may have failed after others finished. */
  boolean isMeasured() {
    return forks.stream().anyMatch(fork -> !fork.rounds.isEmpty());
  }

  /** Returns the milliseconds of every iteration in all forks and rounds. */
  Quantiles milliseconds() {
    List<Double> all = new ArrayList<>();
    forks.forEach(
        fork -> fork.rounds.forEach(round -> round.forEach(time -> all.add(time.doubleValue()))));
    return Quantiles.of(all);
  }

  double imagesPerSecond() {
    return 1000 * forks.get(0).facts.get("images").doubleValue() / milliseconds().median();
  }

  /**
   * Returns the floating-point operations that an iteration needs, or 0 if they were not counted.
   */
  long flops() {
    return arithmetic == null ? 0 : arithmetic.get("needed").longValue();
  }

  /**
   * Returns the milliseconds that the arithmetic alone takes at a rate in operations per second.
   */
  double floor(double rate) {
    return 1000 * flops() / rate;
  }

  /** Returns the largest value of a field over all forks, -1 if none has it. */
  long most(String field) {
    return forks.stream().mapToLong(fork -> fork.facts.path(field).asLong(-1)).max().orElse(-1);
  }

  /** Returns the median of a field over all forks. */
  double median(String field) {
    return Quantiles.of(
            forks.stream().map(fork -> fork.facts.path(field).asDouble(Double.NaN)).toList())
        .median();
  }

  /**
   * Returns everything as JSON.
   *
   * @param rate the machine's, in floating-point operations per second; 0 if unknown
   */
  ObjectNode toJson(double rate) {
    ObjectNode json = form.settings();
    if (failure != null) {
      json.put("failure", failure);
    }
    if (isMeasured()) {
      Quantiles times = milliseconds();
      json.putObject("ms")
          .put("median", times.median())
          .put("lower_quartile", times.lower())
          .put("upper_quartile", times.upper())
          .put("least", times.least());
      json.put("images_per_second", imagesPerSecond());
      if (arithmetic != null) {
        json.putObject("flops")
            .put("needed", arithmetic.get("needed").longValue())
            .put("with_padding", arithmetic.get("padded").longValue());
        if (rate > 0) {
          json.put("floor_ms", floor(rate)).put("share_of_floor", floor(rate) / times.median());
        }
      }
      json.put("resident_kb", most("resident_kb")).put("peak_kb", most("peak_kb"));
      json.put("compile_ms", median("compile_ms")).put("start_ms", median("start_ms"));
      json.put("first_start_adds_ms", firstStartAdds());
    }
    trialStarts.forEach(json.putArray("starts_with_trials")::add);
    ArrayNode all = json.putArray("forks");
    forks.forEach(fork -> all.add(fork.facts));
    return json;
  }
}
