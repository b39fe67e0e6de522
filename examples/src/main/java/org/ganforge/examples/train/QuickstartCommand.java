package org.ganforge.examples.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.BackendOptions;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.MlflowOptions;
import org.ganforge.examples.option.PlanOptions;
import org.ganforge.examples.option.ProgressOptions;
import org.ganforge.examples.option.ReplicaOptions;
import org.ganforge.examples.option.RunOptions;
import org.ganforge.examples.option.TimeOptions;
import org.ganforge.examples.serve.LiveOptions;
import org.ganforge.json.GanJson;
import org.ganforge.observe.TimeLimit;
import org.ganforge.run.Run;
import org.ganforge.tf.TensorFlowBackend;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan quickstart}: a small model, trained in two minutes, with pictures to look at. */
@Command(
    name = "quickstart",
    description = {
      "Trains a small model to draw digits, in about two minutes, and says what to try next.",
      "It learns MNIST if that is on this machine, otherwise digits that the program draws itself;"
          + " nothing is downloaded."
    },
    footer = {"  ./gan quickstart", "  ./gan quickstart --for 5m --live"})
public final class QuickstartCommand implements Runnable {
  private static final String MNIST = "mnist";
  private static final String DIGITS = "digits";

  private final Console console;
  private final List<String> command;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "a folder with MNIST's files, or with other images of 28 x 28 in the same format")
  private @Nullable Path directory;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "end training after this time, such as 90s or 5m; default: ${DEFAULT-VALUE}")
  private String time = "2m";

  @Mixin private PlanOptions plan = new PlanOptions();
  @Mixin private RunOptions place = new RunOptions();
  @Mixin private BackendOptions backend = new BackendOptions();
  @Mixin private ReplicaOptions replicas = new ReplicaOptions();
  @Mixin private LiveOptions live = new LiveOptions();

  /**
   * Creates the verb, which prints on the console.
   *
   * @param command the whole command line, word by word, for the record
   */
  public QuickstartCommand(Console console, List<String> command) {
    this.console = console;
    this.command = command;
  }

  @Override
  public void run() {
    Duration most = TimeOptions.duration(time);
    Gan small = plan.apply(model());
    DrawnImages.checkPlan(small);
    place.check();
    live.check();
    TensorFlowBackend tensorFlow = backend.backend(replicas);
    ImageDataset images = images();
    Gan gan = small.withData(small.data().withDataset(directory == null ? images.name() : MNIST));
    Run run = Run.create(place.place(), gan, images).withFolder(directory).withCommand(command);
    TimeLimit limit = TimeLimit.of(most, run::stop);
    try (ShownTraining training =
        ShownTraining.of(console, console, ProgressOptions.Form.TEXT, live, new MlflowOptions())) {
      TrainingResult result = training.train(run, tensorFlow, limit);
      if (limit.isOver() && result.report().stopped()) {
        result.tellTimeUsed(console, "--for raises it");
      } else {
        result.tell(console);
      }
      console.line("      " + Console.command("list"));
      console.line("      " + Console.command("train", "mnist-dcgan"));
    }
  }

  private ImageDataset images() {
    DatasetCatalogue catalogue = DatasetCatalogue.standard().offline();
    if (directory != null) {
      return catalogue.withDirectory(directory).load(MNIST);
    }
    if (catalogue.isAtHand(MNIST)) {
      try {
        ImageDataset images = catalogue.load(MNIST);
        console.line("Learning MNIST, which is on this machine.");
        return images;
      } catch (InvalidInputException e) {
        console.line("MNIST's files on this machine are damaged.");
      }
    }
    console.line("Learning digits that the program draws itself, since MNIST is not here yet;");
    console.line("'" + Console.command("train", "mnist-dcgan") + "' downloads it.");
    return catalogue.load(DIGITS);
  }

  /** Returns the quickstart's model, small enough for two minutes. */
  public static Gan model() {
    return GanJson.read(resource("quickstart.json"));
  }

  private static String resource(String name) {
    try (InputStream in = QuickstartCommand.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }
}
