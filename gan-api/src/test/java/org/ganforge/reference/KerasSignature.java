package org.ganforge.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.json.text.JsonText;

/**
 * A class of Keras and the arguments of its constructor.
 *
 * @param family the module: {@code layers}
 * @param name the class
 * @param arguments each argument with its default as Python prints it; empty if it is required
 */
record KerasSignature(String family, String name, Map<String, String> arguments) {
  private static final Pattern LINE = Pattern.compile("([\\w.]+)\\.(\\w+)\\((.*)\\)");
  private static final Pattern ARGUMENT =
      Pattern.compile("(\\w+)(?:=(\\((?:[^()]|\\([^)]*\\))*\\)|[^,]+))?");

  /** Returns all classes, as {@code keras_signatures.py} prints them. */
  static List<KerasSignature> all() {
    return text().lines().filter(line -> !line.startsWith("#")).map(KerasSignature::of).toList();
  }

  /** Returns Keras' version. */
  static String version() {
    return text().lines().findFirst().orElseThrow().replace("# Keras ", "");
  }

  private static String text() {
    try (InputStream in = KerasSignature.class.getResourceAsStream("keras-signatures.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KerasSignature of(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a signature: " + line);
    }
    Map<String, String> arguments = new LinkedHashMap<>();
    ARGUMENT
        .matcher(matcher.group(3))
        .results()
        .forEach(m -> arguments.put(m.group(1), Objects.requireNonNullElse(m.group(2), "")));
    return new KerasSignature(matcher.group(1), matcher.group(2), arguments);
  }

  /** Returns an argument as Keras prints it: {@code strides=(1, 1)}. */
  String shown(String argument) {
    String value = arguments.getOrDefault(argument, "");
    return argument + (value.isEmpty() ? "" : "=" + value);
  }

  /** Returns an argument's default as JSON. */
  JsonNode json(String argument) {
    String python = arguments.getOrDefault(argument, "None");
    return JsonText.parse(
        python
            .replace("None", "null")
            .replace("True", "true")
            .replace("False", "false")
            .replace('\'', '"')
            .replace('(', '[')
            .replace(')', ']'));
  }
}
