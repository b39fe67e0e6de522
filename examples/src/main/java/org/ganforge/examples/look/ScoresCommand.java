package org.ganforge.examples.look;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunLines;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.MixedImages;
import org.ganforge.run.DiscriminatorScores;
import org.ganforge.run.Run;
import org.ganforge.run.TrainedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan scores}: what the discriminator thinks of real and of generated images. */
@Command(
    name = "scores",
    description = {
      "Shows real images and samples of a run, each with the discriminator's score above it:"
          + " green for a real image, red for a sample.",
      "The real images are those used in training; --images or --data says where they are now.",
      "It also prints the scores of many images of each kind, with a histogram: training images,"
          + " samples, and test images if the data set's test part is on this machine. Training"
          + " images that are judged more real than test images have been memorized.",
      "A probability of 1 means certainly real, 0 certainly generated, unless the model's labels"
          + " are the other way round. An existing file is replaced."
    },
    footer = "  ./gan scores runs/00000-mnist-dcgan --out scores.png")
public final class ScoresCommand implements Runnable {
  private final Console console;

  @Mixin private TrainedRunArgument run = new TrainedRunArgument();
  @Mixin private MixedOptions mixing = new MixedOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the picture goes, a .png; default: scores-of-SEED.png in the run")
  private @Nullable Path out;

  @Option(
      names = "--scored",
      paramLabel = "N",
      description = "how many images of each kind are in the histogram; default: ${DEFAULT-VALUE}")
  private int scored = 1000;

  @Option(
      names = "--histogram",
      paramLabel = "FILE",
      description = "where the histogram goes, a .png; default: FILE-histogram.png beside --out's")
  private @Nullable Path histogram;

  @Option(names = "--json", description = "print the scores as JSON, for programs")
  private boolean json;

  /** Creates the verb, which prints on the console. */
  public ScoresCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    mixing.check(run.open().info().gan());
    Path usual = run.open().directory().path().resolve("scores-of-" + mixing.seed() + ".png");
    Path file = OutputFile.checked(out == null ? usual : out, ".png");
    Path spread =
        OutputFile.checkedOption(
            "--histogram",
            histogram == null ? OutputFile.beside(file, "-histogram.png") : histogram,
            ".png");
    Checks.positive("--scored", scored);
    try (TrainedRun trained = run.load(console)) {
      MixedOptions.Mixed labelled =
          mixing.images(run.open(), trained, json ? console.forProgressOnly() : console);
      MixedImages mixed = labelled.images();
      FloatTensor scores = labelled.scores(trained.trainer());
      mixing.grid(mixed, trained).withAnnotations(mixed.scores(scores)).write(file);
      Console progress = json ? console.forProgressOnly() : console;
      Run opened = mixing.found(run.open(), progress);
      ScoresText many =
          new ScoresText(DiscriminatorScores.of(opened, trained.trainer(), scored, mixing.seed()));
      many.draw(spread);
      if (json) {
        ObjectNode all = json(trained, mixed, scores, file);
        many.putInto(all, spread);
        console.line(Json.text(all));
      } else {
        tell(trained, mixed, scores, file);
        many.tell(console, spread);
      }
    }
  }

  private void tell(TrainedRun trained, MixedImages mixed, FloatTensor scores, Path file) {
    console.line(
        "mean score: "
            + mean(mixed, scores, true)
            + " for the real images, "
            + mean(mixed, scores, false)
            + " for the samples");
    console.line(
        Console.count(mixing.count(), "image")
            + ", seed "
            + mixing.seed()
            + ", "
            + RunLines.age(trained)
            + ": "
            + file);
  }

  private static String mean(MixedImages mixed, FloatTensor scores, boolean real) {
    double mean =
        IntStream.range(0, scores.shape().size())
            .filter(i -> mixed.isReal(i) == real)
            .mapToDouble(scores::get)
            .average()
            .orElse(Double.NaN);
    return String.format(Locale.ROOT, "%.3f", mean);
  }

  private ObjectNode json(TrainedRun trained, MixedImages mixed, FloatTensor scores, Path file) {
    ObjectNode json =
        Json.object()
            .put("model", trained.info().gan().name())
            .put("run", trained.directory().toString())
            .put("iteration", trained.trainer().iteration())
            .put("seed", mixing.seed())
            .put("picture", file.toString());
    ArrayNode images = json.putArray("images");
    for (int i = 0; i < scores.shape().size(); i++) {
      images.addObject().put("real", mixed.isReal(i)).put("score", scores.get(i));
    }
    return json;
  }
}
