package org.ganforge.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Nearest;
import org.ganforge.json.GanJson;

/**
 * The presets: complete GANs that come with the library, found by name. A preset's {@link
 * Gan#reference()} says in one sentence what it is, which document, paper or code it reproduces,
 * and what was chosen where the source leaves something open.
 *
 * <p>A document may mention alternatives, such as another optimizer or other noise. These are
 * variants, {@code preset:variant}, and can be used wherever a preset's name can.
 *
 * <pre>{@code
 * Gan gan = ModelZoo.load("mnist-dcgan");
 * Gan other = ModelZoo.load("mnist-single-digit:critic-norm");
 * }</pre>
 */
public final class ModelZoo {
  private static final List<Preset> PRESETS =
      List.of(
          new Preset("mnist-dcgan", List.of("adam", "sgd", "generator-twice", "epsilon-1e-8")),
          new Preset("fashion-mlp", List.of("minimax")),
          new Preset(
              "mnist-single-digit",
              List.of("semicircle", "normal", "critic-norm", "pooling-critic")),
          new Preset("mnist-dcgan-tanh", List.of("adam", "uniform")),
          new Preset("emnist-letters", List.of("wgan", "wgan-gp")),
          new Preset("wgan-gp-fashion", List.of()),
          new Preset("r3gan-mnist", List.of("stacked")),
          new Preset("conditional-mnist", List.of()),
          new Preset("acgan-mnist", List.of()),
          new Preset("sn-hinge", List.of()),
          new Preset("dcgan-64", List.of()));

  private static final List<String> NAMES = PRESETS.stream().map(Preset::name).toList();

  private ModelZoo() {}

  /** A preset's name and the names of its variants, without the preset's. */
  private record Preset(String name, List<String> variants) {
    List<String> variantNames() {
      return variants.stream().map(variant -> name + ":" + variant).toList();
    }
  }

  /** Returns the names of all presets. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Returns the names of a preset's variants, as {@link #load} takes them: {@code
   * mnist-single-digit:semicircle}.
   *
   * @throws InvalidInputException if there is no preset of this name; the message names the nearest
   */
  public static List<String> variants(String preset) {
    return preset(preset, preset).variantNames();
  }

  /**
   * Returns a preset or a variant of one. A variant is its preset with some parts changed by {@link
   * GanJson#patch}.
   *
   * @throws InvalidInputException if there is none of this name; the message names the nearest
   */
  public static Gan load(String name) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return GanJson.read(json(name));
    }
    Preset preset = preset(name.substring(0, colon), name);
    if (!preset.variantNames().contains(name)) {
      throw noVariant(preset, name);
    }
    return GanJson.patch(load(preset.name()), text(name.replace(':', '.')));
  }

  /**
   * Returns the spec that {@link #load} returns in {@link GanJson}'s canonical form, to save and
   * change.
   *
   * @throws InvalidInputException if there is none of this name; the message names the nearest
   */
  public static String json(String name) {
    return name.indexOf(':') < 0 ? text(preset(name, name).name()) : GanJson.write(load(name));
  }

  /** Returns the preset of this name; {@code asked} is the user's whole text, for the message. */
  private static Preset preset(String name, String asked) {
    return PRESETS.stream()
        .filter(preset -> preset.name().equals(name))
        .findFirst()
        .orElseThrow(() -> noPreset(asked));
  }

  private static InvalidInputException noPreset(String asked) {
    List<String> all = new ArrayList<>(NAMES);
    PRESETS.forEach(preset -> all.addAll(preset.variantNames()));
    return new InvalidInputException(
        "preset",
        "one of " + String.join(", ", NAMES),
        '"' + asked + '"',
        Nearest.didYouMean(asked, all, "choose one of them"));
  }

  private static InvalidInputException noVariant(Preset preset, String asked) {
    List<String> variants = preset.variantNames();
    return variants.isEmpty()
        ? new InvalidInputException(
            "preset " + preset.name(),
            "no variant",
            '"' + asked + '"',
            "it has none: give its name alone")
        : new InvalidInputException(
            "preset " + preset.name(),
            "one of its variants " + String.join(", ", variants),
            '"' + asked + '"',
            Nearest.didYouMean(asked, variants, "choose one of them"));
  }

  private static String text(String resource) {
    try (InputStream in = ModelZoo.class.getResourceAsStream(resource + ".json")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the preset " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("preset " + resource + " cannot be read", e);
    }
  }
}
