package org.ganforge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;

/**
 * A new value for one part of a spec.
 *
 * @param path the part's path: {@code generator.layers[0].units}
 * @param steps the path's steps, each a field's name or an index
 * @param text the value as written
 * @param value the value
 */
record Edit(String path, List<Step> steps, String text, JsonNode value) {
  private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\\[\\d{1,9}]");

  /** One step of a path: a field's name, or an index in brackets. */
  record Step(String word) {
    boolean isIndex() {
      return word.startsWith("[");
    }

    int index() {
      return Integer.parseInt(word.substring(1, word.length() - 1));
    }
  }

  /** Returns the edit of an assignment: {@code noise.type=semicircle}. */
  static Edit of(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 0) {
      throw new InvalidInputException(
          assignment,
          "a path and a value with = between them",
          "no =",
          "write it as in noise.type=semicircle");
    }
    String path = assignment.substring(0, equals).strip();
    String text = assignment.substring(equals + 1);
    return new Edit(path, steps(path), text, value(path, text));
  }

  /** Returns the edit that puts a JSON value at a path. */
  static Edit of(String path, JsonNode value) {
    return new Edit(path, steps(path), Compact.text(value), value);
  }

  private static List<Step> steps(String path) {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher("." + path);
    while (matcher.lookingAt()) {
      steps.add(new Step(Objects.requireNonNullElse(matcher.group(1), matcher.group())));
      matcher.region(matcher.end(), matcher.regionEnd());
    }
    if (matcher.regionStart() != matcher.regionEnd()) {
      throw new InvalidInputException(
          path, "a path", "other text", "write it as in noise.type or generator.layers[0].units");
    }
    return List.copyOf(steps);
  }

  /** Shells remove quotes, so text that is not JSON is treated as a string. */
  private static JsonNode value(String path, String text) {
    try {
      return JsonText.parse(text);
    } catch (InvalidInputException e) {
      if (text.matches("(?s)\\s*[\\[{\"].*")) {
        throw e.at(path);
      }
      return TextNode.valueOf(text);
    }
  }

  /** Returns whether the place is this edit's path or inside it. */
  boolean holds(String place) {
    return isWithin(place, path);
  }

  /** Returns whether this edit's path is inside the place. */
  boolean isIn(String place) {
    return isWithin(path, place);
  }

  private static boolean isWithin(String inner, String outer) {
    return inner.startsWith(outer)
        && (inner.length() == outer.length() || !isPartOfName(inner.charAt(outer.length())));
  }

  private static boolean isPartOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** Returns the assignment, shortened if long. */
  @Override
  public String toString() {
    return path + "=" + JsonValue.shorten(text);
  }
}
