package org.ganforge.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.ganforge.zoo.ModelZoo;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The model that a verb is about. */
final class ModelArgument {
  private static final String SET = "--set";

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "the name of a preset or of a variant (see 'list'), or the path of a JSON spec")
  private String model = "";

  @Option(
      names = SET,
      paramLabel = "PATH=VALUE",
      description =
          "change a part of the model's spec, as in --set noise.type=semicircle; may be given more"
              + " than once")
  private List<String> assignments = List.of();

  /**
   * Returns the spec.
   *
   * @throws InvalidInputException if there is no such preset or file, the file holds no valid spec,
   *     or a change to it is not valid
   */
  Gan load() {
    Gan gan = load(model);
    try {
      return GanJson.edit(gan, assignments);
    } catch (InvalidInputException e) {
      throw e.inside(SET);
    }
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
