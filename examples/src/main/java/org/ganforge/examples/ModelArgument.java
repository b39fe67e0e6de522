package org.ganforge.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.json.GanJson;
import org.ganforge.zoo.ModelZoo;
import picocli.CommandLine.Parameters;

/** The model that a verb is about. */
final class ModelArgument {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "a preset's name (see 'list') or the path of a JSON spec")
  private String model = "";

  /**
   * Returns the spec.
   *
   * @throws org.ganforge.error.InvalidInputException if there is no such preset or file, or the
   *     file holds no valid spec
   */
  Gan load() {
    return isFile() ? GanJson.read(Path.of(model)) : ModelZoo.load(model);
  }

  /** A preset's name never looks like a file's; so a typing error in either gets its own answer. */
  private boolean isFile() {
    if (ModelZoo.names().contains(model)) {
      return false;
    }
    return model.endsWith(".json") || model.contains("/") || Files.isRegularFile(Path.of(model));
  }
}
