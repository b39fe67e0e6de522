package org.ganforge.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.RunJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan export}: a run's networks for other programs. */
@Command(
    name = "export",
    description = {
      "Writes the networks of a run, with its latest weights, for Python and other programs.",
      "Each gets a directory of its own with a README.md and a load.py that shows how it is loaded."
          + " What is written is loaded again and compared with the run before it is put in place."
    })
final class ExportCommand implements Runnable {
  private final Console console;

  @Mixin private RunArgument run = new RunArgument();

  @Option(
      names = "--network",
      paramLabel = "N",
      description = "generator or discriminator; default: both")
  private @Nullable NetworkRole network;

  @Option(
      names = "--format",
      paramLabel = "F",
      description =
          "savedmodel, keras (for Keras 3), h5 (the older form, Keras 2's) or all; default:"
              + " ${DEFAULT-VALUE}")
  private FormatChoice format = FormatChoice.SAVEDMODEL;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "where the directories 'generator' and 'discriminator' go; default: export in the run")
  private @Nullable Path out;

  ExportCommand(Console console) {
    this.console = console;
  }

  /** What is asked for: one form, or all. */
  enum FormatChoice {
    SAVEDMODEL,
    KERAS,
    H5,
    ALL;

    List<ExportFormat> formats() {
      return switch (this) {
        case SAVEDMODEL -> List.of(ExportFormat.SAVED_MODEL);
        case KERAS -> List.of(ExportFormat.KERAS);
        case H5 -> List.of(ExportFormat.H5);
        case ALL -> Arrays.asList(ExportFormat.values());
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public void run() {
    Path place = out == null ? run.directory().export() : out;
    List<NetworkRole> roles =
        network == null ? Arrays.asList(NetworkRole.values()) : List.of(network);
    roles.forEach(role -> checkNew(place.resolve(role.toString())));
    try (TrainedRun trained = run.open()) {
      for (NetworkRole role : roles) {
        Path directory = place.resolve(role.toString());
        Export export =
            Export.of(role)
                .withFormats(format.formats())
                .withFile("run.json", RunJson.write(trained.info()));
        trained.trainer().export(export, directory);
        console.line(role + ", " + trained.age() + ": " + directory);
      }
    }
    console.line("");
    console.line("Next: python " + place.resolve(roles.get(0).toString()).resolve("load.py"));
  }

  /** Before the first of two is written, so that a mistake leaves neither. */
  private static void checkNew(Path directory) {
    if (Files.exists(directory)) {
      throw new InvalidInputException(
          "export " + directory,
          "a new directory",
          "one that exists",
          "choose another place with --out DIR, or remove it");
    }
  }
}
