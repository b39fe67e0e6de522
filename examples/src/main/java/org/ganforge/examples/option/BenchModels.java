package org.ganforge.examples.option;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Nearest;
import org.ganforge.json.GanJson;

/**
 * Models for {@code gan bench} in addition to the presets: common networks that no preset
 * resembles. They name no data set, so they cannot be trained.
 */
public final class BenchModels {
  private static final List<String> NAMES = List.of("dcgan-64-4x4", "dcgan-64-5x5", "conv3x3-32");

  private BenchModels() {}

  /** Returns the names of all bench models. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Returns a bench model.
   *
   * @throws InvalidInputException if there is none of this name; the message names the nearest
   */
  public static Gan load(String name) {
    return GanJson.read(json(name));
  }

  /** Returns a bench model's spec as JSON. */
  public static String json(String name) {
    if (!NAMES.contains(name)) {
      throw new InvalidInputException(
          "bench model",
          "one of " + String.join(", ", NAMES),
          '"' + name + '"',
          Nearest.didYouMean(name, NAMES, "choose one of them"));
    }
    try (InputStream in = BenchModels.class.getResourceAsStream("bench/" + name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the bench model " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("bench model " + name + " cannot be read", e);
    }
  }
}
