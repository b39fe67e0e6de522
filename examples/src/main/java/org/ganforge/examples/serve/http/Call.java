package org.ganforge.examples.serve.http;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as an endpoint sees it.
 *
 * @param variables the values of the pattern's names in the path, such as {@code run} in {@code
 *     /api/runs/{run}}
 * @param parameters of the query, each given once
 */
public record Call(Map<String, String> variables, Map<String, String> parameters) {
  private static final int LONGEST_NUMBER = 30;

  /** Copies the maps. */
  public Call {
    variables = Map.copyOf(variables);
    parameters = Map.copyOf(parameters);
  }

  /** Returns a part of the path by its name in the pattern. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the pattern has no {" + name + "}");
    }
    return value;
  }

  /**
   * Checks that the query has no other parameters.
   *
   * @throws Refusal 400 if it has one
   */
  public Call withOnly(String... names) {
    List<String> known = Arrays.asList(names);
    for (String name : new TreeMap<>(parameters).keySet()) {
      if (!known.contains(name)) {
        throw Refusal.of(
            400,
            "query",
            known.isEmpty() ? "no parameters" : "only " + String.join(", ", known),
            name,
            "leave it out");
      }
    }
    return this;
  }

  /** Returns a parameter's text; empty if it is not given. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * Returns a whole number.
   *
   * @param usual the default
   * @throws Refusal 400 if it is not a number, or out of range
   */
  public long whole(String name, long usual, long least, long most) {
    String text = parameters.get(name);
    if (text == null) {
      return usual;
    }
    if (text.matches("-?\\d{1,18}")) {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw Refusal.of(
        400, name, "a whole number from " + least + " to " + most, quoted(text), "correct it");
  }

  /**
   * Returns a number.
   *
   * @param usual the default
   * @throws Refusal 400 if it is not a number, or out of range
   */
  public double number(String name, double usual, double least, double most) {
    String text = parameters.get(name);
    return text == null ? usual : number(name, text, least, most);
  }

  /**
   * Returns a number that is one part of a parameter.
   *
   * @param name of the parameter
   * @throws Refusal 400 if it is not a number, or out of range
   */
  public static double number(String name, String text, double least, double most) {
    if (text.length() <= LONGEST_NUMBER && text.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d{1,3})?")) {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw Refusal.of(
        400, name, "a number from " + least + " to " + most, quoted(text), "correct it");
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
