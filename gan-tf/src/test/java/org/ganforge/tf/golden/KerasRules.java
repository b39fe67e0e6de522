package org.ganforge.tf.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The points on which the two versions of Keras differ. The top level of a case is Keras 3's
 * answer; Keras 2's is the alternative with every rule on its other side, laid over the top level.
 * If a case has no alternatives, both give the same answer.
 */
final class KerasRules {
  /** Each rule: its side at the top level, and the other one. */
  private static final Map<String, List<String>> SIDES =
      Map.of(
          "moving_variance", List.of("population", "sample"),
          "rmsprop_epsilon", List.of("inside", "outside"),
          "frozen_batch_norm", List.of("moving_statistics", "batch_statistics"),
          "crossentropy_epsilon", List.of("clip", "clip_and_add"));

  private static final List<String> UNKNOWN = List.of("?", "?");

  private KerasRules() {}

  /** Returns whether the case has an answer of Keras 2, separate or shared. */
  static boolean hasKeras2(ObjectNode json) {
    boolean isAnswered = false;
    for (JsonNode alternative : json.path("alternatives")) {
      isAnswered |= chosenSides(alternative).equals(otherSides(json));
    }
    for (JsonNode source : json.path("source")) {
      isAnswered |= source.asText().startsWith("Keras 2");
    }
    return isAnswered || chosenSides(json).isEmpty();
  }

  /** Returns a copy of the case with Keras 2's answer at its top level. */
  static ObjectNode keras2(ObjectNode json) {
    ObjectNode chosen = json.deepCopy();
    for (JsonNode alternative : json.path("alternatives")) {
      if (chosenSides(alternative).equals(otherSides(json))) {
        overlay(chosen, (ObjectNode) alternative);
      }
    }
    return chosen;
  }

  /** Lays fields over others; a field that is left out stays as it is. */
  private static void overlay(ObjectNode under, ObjectNode over) {
    for (Map.Entry<String, JsonNode> field : over.properties()) {
      JsonNode old = under.get(field.getKey());
      if (old instanceof ObjectNode inner && field.getValue() instanceof ObjectNode newer) {
        overlay(inner, newer);
      } else {
        under.set(field.getKey(), field.getValue());
      }
    }
  }

  /** Fails unless the rules are known and the alternatives include Keras 2's. */
  static void check(ObjectNode json) {
    chosenSides(json)
        .forEach(
            (rule, side) ->
                assertThat(List.of(side, rule))
                    .as("side of a rule at the top level")
                    .isEqualTo(List.of(sides(rule).get(0), rule)));
    Set<Map<String, String>> alternatives = new HashSet<>();
    json.path("alternatives").forEach(a -> alternatives.add(chosenSides(a)));
    if (!alternatives.isEmpty()) {
      assertThat(alternatives).as("sides of the alternatives").contains(otherSides(json));
    }
  }

  private static Map<String, String> chosenSides(JsonNode json) {
    Map<String, String> sides = new HashMap<>();
    json.path("rules").properties().forEach(r -> sides.put(r.getKey(), r.getValue().asText()));
    return sides;
  }

  private static Map<String, String> otherSides(JsonNode json) {
    Map<String, String> others = new HashMap<>();
    chosenSides(json).keySet().forEach(rule -> others.put(rule, sides(rule).get(1)));
    return others;
  }

  private static List<String> sides(String rule) {
    return SIDES.getOrDefault(rule, UNKNOWN);
  }
}
