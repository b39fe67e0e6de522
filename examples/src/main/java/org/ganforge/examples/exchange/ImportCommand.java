package org.ganforge.examples.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.ganforge.Counterpart;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.KerasModel;
import org.ganforge.LeftOut;
import org.ganforge.OutputActivation;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.BackendOptions;
import org.ganforge.examples.option.RangeArgument;
import org.ganforge.examples.option.RunOptions;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.Network;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.run.Run;
import org.ganforge.tf.TensorFlowBackend;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gan import}: turns a network trained in Keras into a run. */
@Command(
    name = "import",
    description = {
      "Turns a network saved by Keras into a run.",
      "The file is a .keras or .h5, a Sequential or a functional model, or a model's JSON with its"
          + " weights beside it, model.json and model.weights.h5. Every verb for runs works on the"
          + " run: sample, morph, arithmetic, export.",
      "Layers and options that GanForge does not have are refused by name. Whatever only matters"
          + " for training is left out, with a note."
    },
    footer = {
      "  ./gan import generator.keras --as generator --range -1,1",
      "  ./gan import model.h5 --as discriminator --into mnist-dcgan"
    })
public final class ImportCommand implements Runnable {
  private final Console console;
  private final List<String> command;

  @Parameters(index = "0", paramLabel = "FILE", description = "the file saved by Keras")
  private Path file = Path.of("");

  @Option(
      names = "--as",
      paramLabel = "N",
      required = true,
      description = "what it is: generator or discriminator")
  private @Nullable NetworkRole role;

  @Option(
      names = "--into",
      paramLabel = "MODEL",
      description =
          "the model in which it replaces a network, a preset's name or a JSON spec; or a run, such"
              + " as that of the other network, whose weights are kept; default: a new model, whose"
              + " other network is the smallest that fits, untrained")
  private @Nullable String model;

  @Option(
      names = "--range",
      paramLabel = "LOW,HIGH",
      description =
          "the range of the generator's images, 0,1 or -1,1; default: according to its last"
              + " activation, a sigmoid or a tanh")
  private @Nullable String range;

  @Mixin private RunOptions place = new RunOptions();
  @Mixin private BackendOptions backend = new BackendOptions();

  /**
   * Creates the verb, which prints on the console.
   *
   * @param command the whole command line, word by word, for the record
   */
  public ImportCommand(Console console, List<String> command) {
    this.console = console;
    this.command = command;
  }

  @Override
  public void run() {
    NetworkRole as = Objects.requireNonNull(role);
    ValueRange wanted = wantedRange(as);
    place.check();
    TensorFlowBackend tensorFlow = backend.backendWithoutTrial();
    KerasModel read = tensorFlow.readKeras(file);
    ImportTarget target = model == null ? null : ImportTarget.of(model, tensorFlow);
    Gan gan = target == null ? alone(read.network(), as, wanted) : into(target, read, wanted);
    Network own = as == NetworkRole.GENERATOR ? gan.generator() : gan.discriminator();
    KerasModel network = read.withName(own.name());
    try (GanTrainer trainer = tensorFlow.open(gan)) {
      List<LeftOut> leftOut = new ArrayList<>(network.leftOut());
      if (target != null) {
        trainer.setWeights(target.weightsExceptOf(own));
        leftOut.addAll(0, target.leftOut());
      }
      trainer.setWeights(network.namedWeights());
      Run run = Run.write(place.place(), trainer, tensorFlow.version(), command, leftOut);
      console.line(
          as
              + " of "
              + Console.count(network.network().layers().size(), "layer")
              + ", "
              + Console.count(network.network().parameterCount(), "parameter")
              + ": "
              + run.directory());
      if (model == null) {
        console.line(assumption(gan, as));
      }
      LeftOut.lines(leftOut).forEach(line -> console.line("left out: " + line));
      console.line("");
      console.line("Next: " + Console.command(next(as), run.directory()));
    }
  }

  private @Nullable ValueRange wantedRange(NetworkRole role) {
    if (range == null) {
      return null;
    }
    if (role == NetworkRole.DISCRIMINATOR) {
      throw new InvalidInputException(
          "--range", "it for a generator", "a discriminator", "leave it out");
    }
    return RangeArgument.read("--range", range);
  }

  private String assumption(Gan gan, NetworkRole role) {
    ValueRange taken = gan.data().range();
    boolean isProbability = gan.objective().equals(BinaryCrossentropy.of());
    return role == NetworkRole.GENERATOR
        ? "images in ["
            + (int) taken.low()
            + ", "
            + (int) taken.high()
            + "], by "
            + (range == null ? "its last activation" : "--range")
        : "its output is a "
            + (isProbability ? "probability" : "logit")
            + ", by its last activation";
  }

  private static String next(NetworkRole role) {
    return role == NetworkRole.GENERATOR ? "sample" : "export";
  }

  private Gan into(ImportTarget target, KerasModel read, @Nullable ValueRange wanted) {
    return role == NetworkRole.GENERATOR
        ? target.withGenerator(read.network(), wanted)
        : target.withDiscriminator(read.network());
  }

  private Gan alone(Network network, NetworkRole role, @Nullable ValueRange wanted) {
    try {
      Network named = network.withName(role.toString());
      return role == NetworkRole.GENERATOR
          ? alone(named, wanted)
          : Counterpart.ofDiscriminator("imported", named);
    } catch (InvalidInputException e) {
      throw e.inside(file.toString());
    }
  }

  private static Gan alone(Network generator, @Nullable ValueRange wanted) {
    Optional<ValueRange> range = OutputActivation.range(generator).filter(own -> wanted == null);
    ValueRange taken = range.orElse(wanted == null ? ValueRange.MINUS_ONE_TO_ONE : wanted);
    Gan gan = Counterpart.ofGenerator("imported", generator, taken);
    if (wanted == null && range.isEmpty()) {
      throw new InvalidInputException(
          "generator",
          "a last activation that determines the range of its images, sigmoid or tanh,",
          OutputActivation.of(generator).map(Enum::name).orElse("none").toLowerCase(Locale.ROOT),
          "give the range as it was trained: --range 0,1 or --range -1,1");
    }
    return gan;
  }
}
