package org.ganforge.observe.mlflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.json.text.PlainJson;
import org.jspecify.annotations.Nullable;

/** A run on a tracking server, created by the first message about it. */
final class TrackedRun {
  /** What a message may hold at most. */
  static final int MOST_METRICS = 1000;

  static final int MOST_SETTINGS = 100;

  private final TrackingServer server;
  private @Nullable String id;

  /** Whether its settings are still to be sent. */
  private boolean isNew;

  TrackedRun(TrackingServer server) {
    this.server = server;
  }

  /** Creates the run or, if it was trained before and the server still has it, continues it. */
  void begin(Beginning beginning) throws TrackingException, InterruptedException {
    if (id == null && beginning.earlier() != null) {
      try {
        update(beginning.earlier(), "RUNNING", null);
        id = beginning.earlier();
      } catch (TrackingException e) {
        if (e.isTemporary()) {
          throw e;
        }
      }
    } else if (id != null && !isNew) {
      update(id, "RUNNING", null);
    }
    if (id == null) {
      id = create(beginning);
      isNew = true;
      beginning.created().accept(id);
    }
    if (isNew) {
      settings(id, "params", beginning.params());
      isNew = false;
    }
  }

  private String create(Beginning beginning) throws TrackingException, InterruptedException {
    String answer =
        server.post(
            "runs/create",
            Map.of(
                "experiment_id",
                experiment(beginning.experiment()),
                "run_name",
                beginning.name(),
                "start_time",
                beginning.time(),
                "tags",
                pairs(beginning.tags())));
    return PlainJson.text(answer, "run", "info", "run_id")
        .orElseThrow(() -> unexpected("runs/create", "the new run's id"));
  }

  private String experiment(String name) throws TrackingException, InterruptedException {
    try {
      return known(name);
    } catch (TrackingException e) {
      if (!e.code().equals("RESOURCE_DOES_NOT_EXIST")) {
        throw e;
      }
    }
    try {
      String answer = server.post("experiments/create", Map.of("name", name));
      return PlainJson.text(answer, "experiment_id")
          .orElseThrow(() -> unexpected("experiments/create", "the new experiment's id"));
    } catch (TrackingException e) {
      if (!e.code().equals("RESOURCE_ALREADY_EXISTS")) {
        throw e;
      }
      return known(name); // another program has just created it
    }
  }

  private String known(String name) throws TrackingException, InterruptedException {
    String answer = server.get("experiments/get-by-name", "experiment_name", name);
    return PlainJson.text(answer, "experiment", "experiment_id")
        .orElseThrow(() -> unexpected("experiments/get-by-name", "the experiment's id"));
  }

  private static TrackingException unexpected(String endpoint, String what) {
    return new TrackingException("an answer of " + endpoint + " without " + what, 404, "");
  }

  /** Adds at most {@value #MOST_METRICS} numbers. */
  void log(List<Metric> metrics) throws TrackingException, InterruptedException {
    server.post(
        "runs/log-batch",
        Map.of("run_id", begun(), "metrics", metrics.stream().map(Metric::fields).toList()));
  }

  /** Sets tags, replacing those of the same name. */
  void tag(Map<String, String> tags) throws TrackingException, InterruptedException {
    settings(begun(), "tags", tags);
  }

  /** Ends the run. */
  void end(String status, long time) throws TrackingException, InterruptedException {
    update(begun(), status, time);
  }

  private String begun() {
    if (id == null) {
      throw new IllegalStateException("no run was begun");
    }
    return id;
  }

  private void update(String run, String status, @Nullable Long end)
      throws TrackingException, InterruptedException {
    Map<String, Object> message =
        end == null
            ? Map.of("run_id", run, "status", status)
            : Map.of("run_id", run, "status", status, "end_time", end);
    server.post("runs/update", message);
  }

  private void settings(String run, String kind, Map<String, String> values)
      throws TrackingException, InterruptedException {
    List<Map<String, String>> all = pairs(values);
    for (int from = 0; from < all.size(); from += MOST_SETTINGS) {
      List<Map<String, String>> some =
          all.subList(from, Math.min(all.size(), from + MOST_SETTINGS));
      server.post("runs/log-batch", Map.of("run_id", run, kind, some));
    }
  }

  private static List<Map<String, String>> pairs(Map<String, String> values) {
    List<Map<String, String>> pairs = new ArrayList<>();
    values.forEach((key, value) -> pairs.add(Map.of("key", key, "value", value)));
    return pairs;
  }
}
