package org.ganforge.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.KerasModel;
import org.ganforge.Sequential;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.data.ValueRange;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.RunInfo;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.loss.BinaryCrossentropy;
import org.ganforge.observe.RunDirectory;
import org.ganforge.tf.TensorFlowBackend;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gan import}: a network that Keras has trained. */
@Command(
    name = "import",
    description = {
      "Makes a run of a network that Keras has saved.",
      "The file is a .keras or .h5 with a Sequential. Every verb for runs works on the run: sample,"
          + " morph, arithmetic, export.",
      "A layer or an option that GanForge does not have is refused by its name."
    })
final class ImportCommand implements Runnable {
  private static final int NOISE = 100;

  private final Console console;
  private final List<String> command;

  @Parameters(index = "0", paramLabel = "FILE", description = "the file that Keras has saved")
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
          "the model whose network it replaces, a preset's name or a JSON spec; default: one with"
              + " nothing else but the smallest network that fits it, untrained")
  private @Nullable String model;

  @Mixin private RunOptions place = new RunOptions();
  @Mixin private BackendOptions backend = new BackendOptions();

  ImportCommand(Console console, List<String> command) {
    this.console = console;
    this.command = command;
  }

  @Override
  public void run() {
    NetworkRole as = Objects.requireNonNull(role);
    place.check();
    TensorFlowBackend tensorFlow = backend.backendWithoutTrial();
    KerasModel read = tensorFlow.readKeras(file);
    KerasModel network = model == null ? read.withName(as.toString()) : read;
    Gan gan = model == null ? alone(network.network(), as) : into(model, network, as);
    try (GanTrainer trainer = tensorFlow.open(gan)) {
      String name = (as == NetworkRole.GENERATOR ? gan.generator() : gan.discriminator()).name();
      trainer.setWeights(network.withName(name).namedWeights());
      RunDirectory run = write(gan, trainer, tensorFlow.version());
      console.line(
          as
              + " of "
              + Console.count(network.network().layers().size(), "layer")
              + ", "
              + Console.count(network.network().parameterCount(), "parameter")
              + ": "
              + run);
      if (model == null) {
        console.line(assumption(gan, as));
      }
      console.line("");
      console.line("Next: " + Console.command(next(as), run));
    }
  }

  /** Returns a whole run; after a failure there is none. */
  private RunDirectory write(Gan gan, GanTrainer trainer, String version) {
    return place.create(
        gan.name(),
        run -> {
          run.lock().close(); // makes the lock file that every run has
          run.write(RunInfo.imported(gan, version, command));
          trainer.save(new Checkpoints(run.checkpoints()).at(0));
        });
  }

  private static String assumption(Gan gan, NetworkRole role) {
    ValueRange range = gan.data().range();
    boolean isProbability = gan.loss().equals(BinaryCrossentropy.of());
    return role == NetworkRole.GENERATOR
        ? "taken for images in [%d, %d], by its last activation"
            .formatted((int) range.low(), (int) range.high())
        : "its output is taken for a "
            + (isProbability ? "probability" : "logit")
            + ", by its last activation";
  }

  private static String next(NetworkRole role) {
    return role == NetworkRole.GENERATOR ? "sample" : "export";
  }

  private static Gan into(String model, KerasModel network, NetworkRole role) {
    Gan gan = ModelArgument.load(model);
    return switch (role) {
      case GENERATOR -> gan.withGenerator(network.network().withName(gan.generator().name()));
      case DISCRIMINATOR ->
          gan.withDiscriminator(network.network().withName(gan.discriminator().name()));
    };
  }

  private static Gan alone(Sequential network, NetworkRole role) {
    return switch (role) {
      case GENERATOR -> {
        Gan gan = Gan.of("imported", network, judge(network.outputShape()));
        yield endsInSigmoid(network)
            ? gan.withData(gan.data().withRange(ValueRange.ZERO_TO_ONE))
            : gan;
      }
      case DISCRIMINATOR -> {
        Gan gan = Gan.of("imported", draughtsman(network.inputShape()), network);
        yield endsInSigmoid(network)
            ? gan
            : gan.withLoss(BinaryCrossentropy.of().withFromLogits(true));
      }
    };
  }

  /** A Keras file says neither the images' range nor what the output means; the end tells most. */
  private static boolean endsInSigmoid(Sequential network) {
    Layer last = network.layers().get(network.layers().size() - 1);
    return (last instanceof Activation a && a.activation() == ActivationFunction.SIGMOID)
        || (last instanceof Dense d && d.activation() == ActivationFunction.SIGMOID)
        || (last instanceof Conv2D c && c.activation() == ActivationFunction.SIGMOID)
        || (last instanceof Conv2DTranspose t && t.activation() == ActivationFunction.SIGMOID);
  }

  private static Sequential judge(TensorShape images) {
    return Sequential.builder("discriminator")
        .input(images)
        .add(Flatten.of())
        .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
        .build();
  }

  private static Sequential draughtsman(TensorShape images) {
    return Sequential.builder("generator")
        .input(NOISE)
        .add(Dense.of(images.size()).withActivation(ActivationFunction.TANH))
        .add(Reshape.of(images.toArray()))
        .build();
  }
}
