package org.ganforge.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.ganforge.zoo.ModelZoo;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The model that a verb is about. */
final class ModelArgument {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "the name of a preset or of a variant (see 'list'), or the path of a JSON spec")
  private String model = "";

  @Mixin private EditOptions edits = new EditOptions();

  /**
   * Returns the spec.
   *
   * @throws InvalidInputException if there is no such preset or file, the file holds no valid spec,
   *     or a change to it is not valid
   */
  Gan load() {
    return edits.apply(load(model));
  }

  /** Returns the spec of a preset, a variant or a file. */
  static Gan load(String model) {
    return isFile(model) ? GanJson.read(Path.of(model)) : ModelZoo.load(model);
  }

  /** A preset's name never looks like a file's; so a typing error in either gets its own answer. */
  private static boolean isFile(String model) {
    if (ModelZoo.names().contains(model)) {
      return false;
    }
    return model.endsWith(".json") || model.contains("/") || Files.isRegularFile(Path.of(model));
  }
}
