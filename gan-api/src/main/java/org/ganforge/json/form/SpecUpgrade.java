package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonValue;
import org.ganforge.objective.Labels;
import org.ganforge.train.Measure;
import org.jspecify.annotations.Nullable;

/**
 * Converts a spec of an older format to the newest, one format at a time. All formats ever written
 * stay readable.
 */
public final class SpecUpgrade {
  /** The field that holds the format's number. */
  static final String FIELD = "format";

  /** The format that is written. */
  static final int FORMAT = 2;

  private static final String TYPE = UnionForm.TYPE;
  private static final String LABELS = "labels";
  private static final String LOSS = "loss";
  private static final String OBJECTIVE = "objective";
  private static final String PLAN = "plan";
  private static final String RECORDING = "recording";
  private static final String CHECKPOINTS = "checkpoints";
  private static final String EVALUATE = "evaluate";
  private static final String BEST = "best";
  private static final List<String> SINCE_2 =
      List.of(OBJECTIVE, "auxiliary", "penalties", "regularization", RECORDING);

  /** The fields that format 1 had in the plan. */
  private static final List<String> RECORDED =
      List.of("grid_every", "grid_at", "grid_rows", "grid_columns", "grid_scores", CHECKPOINTS);

  /** The losses of format 1 that compared outputs with labels. */
  private static final Set<String> WITH_LABELS =
      Set.of("binary_crossentropy", "mean_squared_error");

  /** Paths in format 2 and their counterparts in format 1; a part comes before its whole. */
  private static final List<Map.Entry<String, String>> SINCE_1 =
      List.of(
          Map.entry(OBJECTIVE + "." + LABELS, LABELS),
          Map.entry(OBJECTIVE, LOSS),
          Map.entry(RECORDING, PLAN));

  /** From format 1 to 2, and so on. */
  private static final List<UnaryOperator<JsonValue>> STEPS = List.of(SpecUpgrade::fromOne);

  private SpecUpgrade() {}

  /**
   * Returns the spec in the newest format.
   *
   * @throws InvalidInputException if this version doesn't know its format
   */
  static JsonValue toNewest(JsonValue json) {
    JsonValue format = json.field(FIELD);
    if (format.node().isMissingNode()) {
      throw format.mistake(FORMAT + "", "add \"" + FIELD + "\": " + FORMAT);
    }
    String text = Compact.text(format.node());
    JsonValue spec = json;
    for (int i = 1; i < FORMAT; i++) {
      if (text.equals(Integer.toString(i))) {
        for (UnaryOperator<JsonValue> step : STEPS.subList(i - 1, STEPS.size())) {
          spec = step.apply(spec);
        }
        return withEvaluation(spec);
      }
    }
    if (!text.equals(Integer.toString(FORMAT))) {
      throw format.mistake(
          "a format from 1 to " + FORMAT + ", which this version reads,",
          "use the version of GanForge that it was written for");
    }
    return withEvaluation(spec);
  }

  /**
   * Format 2 once had {@code best} in the checkpoints, which kept the one with the smallest class
   * distance.
   */
  private static JsonValue withEvaluation(JsonValue json) {
    JsonNode best = json.node().path(RECORDING).path(CHECKPOINTS).path(BEST);
    if (!best.isBoolean() || json.node().path(RECORDING).has(EVALUATE)) {
      return json;
    }
    ObjectNode spec = json.node().deepCopy();
    ObjectNode recording = (ObjectNode) spec.get(RECORDING);
    ((ObjectNode) recording.get(CHECKPOINTS)).remove(BEST);
    if (best.booleanValue()) {
      recording.putObject(EVALUATE).putArray("measures").add(Measure.CLASS_DISTANCE.label());
    }
    return new JsonValue(json.path(), spec);
  }

  /**
   * Format 2 merged {@code loss} and {@code labels} into {@code objective}, and moved pictures and
   * checkpoints from the plan into a separate part.
   */
  private static JsonValue fromOne(JsonValue json) {
    ObjectNode spec = json.node().deepCopy();
    for (String field : SINCE_2) {
      if (spec.has(field)) {
        throw new InvalidInputException(
            json.field(field).path(),
            "no such field in format 1",
            json.field(field).found(),
            "write \"format\": 2");
      }
    }
    spec.put(FIELD, 2);
    JsonNode loss = spec.remove(LOSS);
    JsonNode labels = spec.remove(LABELS);
    if (labels != null) {
      spec.set(OBJECTIVE, withLabels(json, loss, labels));
    } else if (loss != null) {
      spec.set(OBJECTIVE, loss);
    }
    if (spec.get(PLAN) instanceof ObjectNode plan) {
      ObjectNode recording = JsonNodeFactory.instance.objectNode();
      for (String field : RECORDED) {
        JsonNode value = plan.remove(field);
        if (value != null) {
          recording.set(field, value);
        }
      }
      if (!recording.isEmpty()) {
        spec.set(RECORDING, recording);
      }
    }
    return new JsonValue(json.path(), spec);
  }

  private static JsonNode withLabels(JsonValue json, @Nullable JsonNode loss, JsonNode labels) {
    ObjectNode objective = JsonNodeFactory.instance.objectNode();
    if (loss instanceof ObjectNode object) {
      objective.setAll(object);
    } else if (loss == null) {
      objective.put(TYPE, "binary_crossentropy");
    } else if (loss.isTextual()) {
      objective.set(TYPE, loss);
    } else {
      return loss;
    }
    String type = objective.path(TYPE).asText();
    if (WITH_LABELS.contains(type)) {
      objective.set(LABELS, labels);
    } else if (!Forms.of(Labels.class).read(json.field(LABELS)).equals(Labels.of())) {
      throw json.field(LABELS)
          .mistake("none, since " + type + " uses no labels,", "leave them out");
    }
    return objective;
  }

  /**
   * Returns the path that a user wrote for a path in the newest format.
   *
   * @param json the spec as it was written
   */
  static String written(JsonValue json, String path) {
    boolean isOne = Compact.text(json.node().path(FIELD)).equals("1");
    String within =
        isOne && path.startsWith(json.path()) ? path.substring(json.path().length()) : "";
    for (Map.Entry<String, String> moved : SINCE_1) {
      String place = "." + moved.getKey();
      boolean isThere =
          within.startsWith(place)
              && (within.length() == place.length()
                  || ".[".indexOf(within.charAt(place.length())) >= 0);
      if (isThere) {
        return json.path() + "." + moved.getValue() + within.substring(place.length());
      }
    }
    return path;
  }

  /** Returns whether a spec of format 1 has labels that its loss doesn't use. */
  public static boolean hasUselessLabels(JsonValue json) {
    JsonNode loss = json.node().path(LOSS);
    String type = loss.isObject() ? loss.path(TYPE).asText() : loss.asText();
    return json.node().has(LABELS) && !loss.isMissingNode() && !WITH_LABELS.contains(type);
  }
}
