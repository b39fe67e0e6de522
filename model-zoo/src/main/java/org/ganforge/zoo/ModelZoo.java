package org.ganforge.zoo;

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
 * The presets: whole GANs that come with the library, each by its name. A preset's {@link
 * Gan#reference()} says in one sentence what it is, which document it reproduces, and what that
 * leaves open.
 *
 * <pre>{@code
 * Gan gan = ModelZoo.load("mnist-dcgan");
 * }</pre>
 */
public final class ModelZoo {
  private static final List<String> NAMES = List.of("mnist-dcgan");

  private ModelZoo() {}

  /** Returns the names of all presets. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Returns a preset.
   *
   * @throws InvalidInputException if there is none of this name; the message names the nearest
   */
  public static Gan load(String name) {
    return GanJson.read(json(name));
  }

  /**
   * Returns the text that {@link #load} reads: the spec in {@link GanJson}'s canonical form, to
   * save and change.
   *
   * @throws InvalidInputException if there is none of this name; the message names the nearest
   */
  public static String json(String name) {
    if (!NAMES.contains(name)) {
      throw new InvalidInputException(
          "preset",
          "one of " + String.join(", ", NAMES),
          '"' + name + '"',
          Nearest.didYouMean(name, NAMES, "choose one of them"));
    }
    try (InputStream in = ModelZoo.class.getResourceAsStream(name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the preset " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("preset " + name + " cannot be read", e);
    }
  }
}
