package org.ganforge.zoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Damages specs: as text, and as a tree. */
final class SpecMutations {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "-",
          "0",
          "9",
          "1e9",
          "1e999",
          ".5",
          "null",
          "true",
          "NaN",
          "Infinity",
          "[]",
          "{}",
          "\"x\"",
          "\"type\"",
          "\"name\": \"a\",",
          "\\",
          "\\ud800",
          "\n",
          "\u0000",
          "\u2028",
          "\ud800",
          "\ufeff",
          "\u202e",
          "//",
          "/*",
          "'");

  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "1",
          "2",
          "1000000000",
          "2147483647",
          "2147483648",
          "-9223372036854775808",
          "9223372036854775808",
          "1e308",
          "-1e308",
          "1e-320",
          "0.5",
          "-0.0",
          "null",
          "true",
          "\"\"",
          "\"relu\"",
          "\"Dense\"",
          "\"\\u0000\"",
          "\"\\ud83d\\ude00\"",
          "[]",
          "{}",
          "[1]",
          "[[[]]]",
          "[1000000000, 1000000000]",
          "{\"type\": \"Flatten\"}",
          "{\"type\": \"Adam\"}");

  private final Random random;

  SpecMutations(Random random) {
    this.random = random;
  }

  /** Returns the text damaged in one of many ways. */
  String of(String spec) throws JsonProcessingException {
    return switch (random.nextInt(8)) {
      case 0, 1 -> pieces(spec);
      case 2 -> spec.substring(0, random.nextInt(spec.length()));
      case 3 -> deep(spec);
      case 4 -> doubled(spec);
      default -> tree(spec);
    };
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String pieces(String spec) {
    StringBuilder text = new StringBuilder(spec);
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int start = random.nextInt(text.length());
      int end = Math.min(text.length(), start + random.nextInt(6));
      text.replace(start, end, any(PIECES));
    }
    return text.toString();
  }

  private String deep(String spec) {
    int levels = 1 << random.nextInt(14);
    int at = random.nextInt(spec.length());
    String open = any(List.of("[", "{\"a\":", "{\"layers\":["));
    return spec.substring(0, at) + open.repeat(levels) + spec.substring(at);
  }

  /** Duplicates a line, which is often a field or a layer. */
  private String doubled(String spec) {
    List<String> lines = new ArrayList<>(spec.lines().toList());
    int from = random.nextInt(lines.size());
    lines.add(random.nextInt(lines.size()), lines.get(from));
    return String.join("\n", lines);
  }

  private String tree(String spec) throws JsonProcessingException {
    JsonNode root = MAPPER.readTree(spec);
    for (int times = 1 + random.nextInt(2); times > 0; times--) {
      List<JsonNode> parents = new ArrayList<>();
      collect(root, parents);
      JsonNode parent = any(parents);
      if (parent instanceof ObjectNode object) {
        change(object);
      } else {
        change((ArrayNode) parent);
      }
    }
    return MAPPER.writeValueAsString(root);
  }

  private static void collect(JsonNode node, List<JsonNode> parents) {
    if (node.isContainerNode() && !node.isEmpty()) {
      parents.add(node);
    }
    node.forEach(child -> collect(child, parents));
  }

  private JsonNode value() throws JsonProcessingException {
    return MAPPER.readTree(any(VALUES));
  }

  private void change(ObjectNode object) throws JsonProcessingException {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = any(names);
    switch (random.nextInt(5)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name + any(PIECES), value());
      case 2 -> object.set(name, object.get(any(names)).deepCopy());
      default -> object.set(name, value());
    }
  }

  private void change(ArrayNode array) throws JsonProcessingException {
    int at = random.nextInt(array.size());
    switch (random.nextInt(4)) {
      case 0 -> array.remove(at);
      case 1 -> array.insert(at, array.get(random.nextInt(array.size())).deepCopy());
      case 2 -> array.set(at, array.get(random.nextInt(array.size())).deepCopy());
      default -> array.set(at, value());
    }
  }
}
