package org.ganforge.examples.look;

import java.nio.file.Path;
import java.time.Duration;
import org.ganforge.GanTrainer;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunLines;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.latent.LatentWalk;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.AnimatedGif;
import org.ganforge.observe.ImageGrid;
import org.ganforge.run.TrainedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan morph}: one sample turns into another. */
@Command(
    name = "morph",
    description = {
      "Walks through the space of noise and shows how one sample of a run turns into another,"
          + " as a strip of pictures and, beside it, as an animation.",
      "Without --seeds it walks along the diagonal: all numbers of the noise alike, from -1 towards"
          + " 1. Files of these names are replaced."
    })
public final class MorphCommand implements Runnable {
  /** A longer strip is no picture any more. */
  private static final int MOST_STEPS = 1000;

  private static final int USUAL_STEPS = 10;
  private static final Duration FRAME = Duration.ofMillis(120);

  private final Console console;

  @Mixin private TrainedRunArgument run = new TrainedRunArgument();

  @Option(
      names = "--seeds",
      paramLabel = "A,B",
      converter = SeedPair.Converter.class,
      description =
          "from the image of seed A to that of seed B; 7:12 is image 12 of 'sample --seed 7',"
              + " counted from 0")
  private @Nullable SeedPair seeds;

  @Option(
      names = "--path",
      paramLabel = "P",
      description =
          "linear: straight from A to B; spherical: on the arc, as noise lies near a sphere;"
              + " default: linear")
  private @Nullable WalkPath path;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "how many images; default: ${DEFAULT-VALUE}")
  private int steps = USUAL_STEPS;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "where the strip goes, a .png, the animation beside it as a .gif; default:"
              + " morph-diagonal.png or morph-A-B-linear.png in the run, with the steps where they are not 10")
  private @Nullable Path out;

  /** Makes the verb, which prints on the console. */
  public MorphCommand(Console console) {
    this.console = console;
  }

  /** The way from one vector to another. */
  enum WalkPath {
    LINEAR,
    SPHERICAL;

    @Override
    public String toString() {
      return this == LINEAR ? "linear" : "spherical";
    }
  }

  @Override
  public void run() {
    if (steps < 1 || steps > MOST_STEPS) {
      throw new InvalidInputException(
          "--steps",
          "a whole number from 1 to " + MOST_STEPS,
          Integer.toString(steps),
          "choose one in that range");
    }
    if (path != null && seeds == null) {
      throw new InvalidInputException(
          "--path",
          "--seeds with it, since the diagonal is straight,",
          "it alone",
          "leave it out or give --seeds A,B");
    }
    if (seeds != null && steps < 2) {
      throw new InvalidInputException(
          "--steps", "at least 2, for the first and the last image,", steps + "", "give 2 or more");
    }
    Path usual = run.open().directory().path().resolve("morph-" + name() + ".png");
    Path strip = OutputFile.checked(out == null ? usual : out, ".png");
    Path animation = OutputFile.beside(strip, ".gif");
    TensorShape image = run.open().info().gan().imageShape();
    DrawnImages.checkPicture("--steps", steps, image, steps);
    try (TrainedRun trained = run.load(console)) {
      FloatTensor images = trained.trainer().generate(walk(trained.trainer()));
      ImageGrid grid = ImageGrid.of(images, trained.appearance()).withColumns(steps);
      grid.write(strip);
      AnimatedGif.writeThereAndBack(animation, grid.frames(), FRAME);
      console.line(
          Console.count(steps, "step")
              + (seeds == null ? " along the diagonal" : " from " + seeds.a() + " to " + seeds.b())
              + ", "
              + RunLines.age(trained)
              + ": "
              + strip);
      console.line("animated: " + animation);
    }
  }

  private WalkPath path() {
    return path == null ? WalkPath.LINEAR : path;
  }

  private String name() {
    String way = seeds == null ? "diagonal" : seeds.fileName() + "-" + path();
    return steps == USUAL_STEPS ? way : way + "-" + steps;
  }

  private FloatTensor walk(GanTrainer trainer) {
    if (seeds == null) {
      int length = trainer.gan().noiseLength();
      return LatentWalk.diagonal(length, steps, -1, 2.0 / steps);
    }
    FloatTensor from = seeds.a().noise(trainer);
    FloatTensor to = seeds.b().noise(trainer);
    return switch (path()) {
      case LINEAR -> LatentWalk.linear(from, to, steps);
      case SPHERICAL -> LatentWalk.spherical(from, to, steps);
    };
  }
}
