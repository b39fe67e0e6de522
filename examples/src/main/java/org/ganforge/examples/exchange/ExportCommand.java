package org.ganforge.examples.exchange;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.export.Export;
import org.ganforge.export.NetworkRole;
import org.ganforge.run.Run;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan export}: a run's networks for other programs. */
@Command(
    name = "export",
    description = {
      "Writes the networks of a run for Python and other programs, with its latest weights or those"
          + " of another checkpoint.",
      "Each gets its own directory with a README.md, a MODEL_CARD.md and a load.py that shows how"
          + " to load it. Every file except ONNX is loaded again and compared with the run before"
          + " it is moved into place."
    },
    footer = {
      "  ./gan export runs/00000-mnist-dcgan --format keras,onnx",
      "  ./gan export runs/00000-mnist-dcgan --network generator --out digits"
    })
public final class ExportCommand implements Runnable {
  private final Console console;

  @Mixin private TrainedRunArgument run = new TrainedRunArgument();

  @Option(
      names = "--network",
      paramLabel = "N",
      description = "generator or discriminator; default: both")
  private @Nullable NetworkRole network;

  @Option(
      names = "--format",
      paramLabel = "F[,F]",
      converter = Formats.Converter.class,
      description =
          "one or more of savedmodel, keras (for Keras 3), h5 (Keras 2's older format) and onnx"
              + " (for ONNX Runtime, without TensorFlow), or all; default: ${DEFAULT-VALUE}")
  private Formats format = Formats.USUAL;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "where the directories 'generator' and 'discriminator' go; default: export in the run")
  private @Nullable Path out;

  @Option(
      names = "--license",
      paramLabel = "NAME",
      description =
          "the licence of the weights for the model card, an SPDX identifier such as CC-BY-4.0")
  private @Nullable String license;

  /** Creates the verb, which prints on the console. */
  public ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Run opened = run.open(console, console);
    Path place = out == null ? opened.directory().export() : out;
    NetworkRole[] roles = network == null ? NetworkRole.values() : new NetworkRole[] {network};
    for (NetworkRole role : roles) {
      checkNew(place.resolve(role.toString()));
    }
    Export export = Export.of(roles).withFormats(format.toArray()).withLicense(license);
    long iteration = opened.export(run::toLookAt, export, place);
    for (NetworkRole role : roles) {
      console.line(role + ", iteration " + iteration + ": " + place.resolve(role.toString()));
    }
    console.line("");
    console.line("Next: python " + place.resolve(roles[0].toString()).resolve("load.py"));
  }

  /** Checked before the model is compiled, which takes seconds. */
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
