package org.ganforge.examples.option;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import picocli.CommandLine.Option;

/** Changes to any part of a model. */
public final class EditOptions {
  private static final String SET = "--set";

  @Option(
      names = SET,
      paramLabel = "PATH=VALUE",
      description =
          "change a part of the model's spec, such as --set noise.type=semicircle; can be repeated")
  private List<String> assignments = List.of();

  /**
   * Returns the model with the requested changes.
   *
   * @throws InvalidInputException if one of them is not valid
   */
  public Gan apply(Gan gan) {
    try {
      return GanJson.edit(gan, assignments);
    } catch (InvalidInputException e) {
      throw e.inside(SET);
    }
  }
}
