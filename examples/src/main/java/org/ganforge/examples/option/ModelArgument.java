package org.ganforge.examples.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.internal.Nearest;
import org.ganforge.json.GanJson;
import org.ganforge.zoo.ModelZoo;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The model that a verb works on. */
public final class ModelArgument {
  /** The help text of the argument. */
  public static final String DESCRIPTION =
      "the name of a preset or of a variant (see 'list'), or the path of a JSON spec";

  @Parameters(index = "0", paramLabel = "MODEL", description = DESCRIPTION)
  private String model = "";

  @Mixin private EditOptions edits = new EditOptions();

  /**
   * Returns the spec of a model to train.
   *
   * @throws InvalidInputException if there is no such preset or file, or the spec or a change to it
   *     is not valid
   */
  public Gan load() {
    return edits.apply(load(model));
  }

  /**
   * Returns the spec of any model, including bench models.
   *
   * @throws InvalidInputException as {@link #load()} does
   */
  public Gan loadAny() {
    return edits.apply(loadAny(model));
  }

  /** Returns the spec of a preset, a variant or a file. */
  public static Gan load(String model) {
    if (isFile(model)) {
      return GanJson.read(Path.of(model));
    }
    if (BenchModels.names().contains(model)) {
      throw new InvalidInputException(
          "model",
          "one with a data set",
          '"' + model + "\", which is only for bench",
          "choose a preset, or save its spec and change that: "
              + Console.command("summary", model, "--spec"));
    }
    return ModelZoo.load(model);
  }

  /** Returns the spec of a preset, a variant, a bench model or a file. */
  public static Gan loadAny(String model) {
    if (isFile(model)) {
      return GanJson.read(Path.of(model));
    }
    if (BenchModels.names().contains(model)) {
      return BenchModels.load(model);
    }
    if (ModelZoo.names().contains(model.split(":", 2)[0])) {
      return ModelZoo.load(model);
    }
    List<String> names = new ArrayList<>(ModelZoo.names());
    names.addAll(BenchModels.names());
    List<String> near = new ArrayList<>(names);
    ModelZoo.names().forEach(preset -> near.addAll(ModelZoo.variants(preset)));
    throw new InvalidInputException(
        "model",
        "one of " + String.join(", ", names),
        '"' + model + '"',
        Nearest.didYouMean(model, near, "choose one of them"));
  }

  /** A model's name never looks like a file name, so each kind of typo gets its own message. */
  private static boolean isFile(String model) {
    if (ModelZoo.names().contains(model) || BenchModels.names().contains(model)) {
      return false;
    }
    return model.endsWith(".json") || model.contains("/") || Files.isRegularFile(Path.of(model));
  }
}
