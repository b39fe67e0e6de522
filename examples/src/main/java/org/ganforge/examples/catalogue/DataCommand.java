package org.ganforge.examples.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.DatasetState;
import org.ganforge.data.Split;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.CatalogueOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gan data}: lists the data sets on this machine, and downloads others. */
@Command(
    name = "data",
    description = {
      "Lists the data sets and where they are on this machine; every file found is checked.",
      "With names, it downloads the sets that are missing, unless --data names a folder to look"
          + " in. Training downloads them automatically."
    },
    footer = {"  ./gan data", "  ./gan data mnist fashion-mnist"})
public final class DataCommand implements Runnable {
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "data sets to download: mnist, fashion-mnist, emnist-letters, stacked-mnist")
  private List<String> names = List.of();

  @Mixin private CatalogueOptions files = new CatalogueOptions();

  @Option(names = "--json", description = "print JSON, for programs")
  private boolean json;

  /** Creates the verb, which prints on the console. */
  public DataCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    DatasetCatalogue catalogue = files.catalogue(json ? console.forProgressOnly() : console);
    boolean isElsewhere = files.directory() != null;
    for (String name : isElsewhere ? List.<String>of() : names) {
      catalogue.load(name);
      catalogue.load(name, Split.TEST);
    }
    List<String> shown = names.isEmpty() ? catalogue.names() : names;
    List<DatasetState> states = shown.stream().map(catalogue::state).toList();
    if (json) {
      ArrayNode array = Json.array();
      states.forEach(state -> array.add(DatasetText.json(state)));
      console.line(Json.text(array));
    } else {
      int width = shown.stream().mapToInt(String::length).max().orElse(0) + 2;
      states.forEach(state -> console.line(DatasetText.line(state, width)));
    }
    refuseDamage(states);
  }

  /** Fails for the sake of scripts, which look at the exit code. */
  private static void refuseDamage(List<DatasetState> states) {
    List<String> damaged =
        states.stream()
            .filter(state -> state.kind() == DatasetState.Kind.DAMAGED)
            .map(DatasetState::name)
            .toList();
    if (!damaged.isEmpty()) {
      throw new InvalidInputException(
          "data", "intact files", "damaged ones of " + String.join(", ", damaged), "see above");
    }
  }
}
