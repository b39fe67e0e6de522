package org.ganforge.examples.look;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ganforge.Batch;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.latent.LatentPath;
import org.ganforge.examples.latent.LatentPlace;
import org.ganforge.examples.latent.LatentSpace;
import org.ganforge.examples.latent.PointList;
import org.ganforge.examples.latent.TruncationOption;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunLines;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.internal.Checks;
import org.ganforge.json.record.RunInfo;
import org.ganforge.latent.LatentMoves;
import org.ganforge.latent.LatentWalk;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.AnimatedGif;
import org.ganforge.observe.ImageGrid;
import org.ganforge.run.Generator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan morph}: one sample turns into another. */
@Command(
    name = "morph",
    description = {
      "Walks through the latent space and shows how one sample of a run turns into another, as a"
          + " strip of pictures and as an animation.",
      "Without --seeds it walks along the diagonal, where all numbers of the noise are equal, from"
          + " -1 towards 1. With two classes it walks from one to the other: the noise stays the"
          + " same, and the generator's embeddings of the classes are mixed. Existing files are"
          + " replaced."
    },
    footer = {
      "  ./gan morph runs/00000-mnist-dcgan --seeds 1,2 --path spherical",
      "  ./gan morph runs/00001-conditional-mnist --label 3,8"
    })
public final class MorphCommand implements Runnable {
  private static final int MOST_STEPS = 1000;

  private static final int USUAL_STEPS = 10;
  private static final Duration FRAME = Duration.ofMillis(120);

  private final Console console;

  @Mixin private TrainedRunArgument run = new TrainedRunArgument();

  @Option(
      names = "--seeds",
      paramLabel = "A,B",
      converter = PointList.Two.class,
      description =
          "from the image of seed A to that of seed B; 7:12 is image 12 of 'sample --seed 7',"
              + " counted from 0, and 7:12+pc1=2.5+z7=-1 is that with a --move")
  private @Nullable PointList seeds;

  @Option(
      names = "--diagonal",
      paramLabel = "A,B",
      converter = DiagonalEnds.Converter.class,
      description = "along the diagonal, from noise of all A to noise of all B, such as 0,1")
  private @Nullable DiagonalEnds diagonal;

  @Option(
      names = "--path",
      paramLabel = "P",
      description =
          "linear: straight from A to B; spherical: along the arc, since noise lies near a sphere;"
              + " default: linear")
  private @Nullable LatentPath path;

  @Option(
      names = RunClasses.LABEL,
      paramLabel = "C[,D]",
      split = ",",
      description =
          "for a conditional run: the class of all images, or from class C to class D, by names or"
              + " by numbers from 0; default: 0")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description =
          "with two classes: the noise to use, that of the first image of 'sample --seed S';"
              + " default: 0")
  private @Nullable Long seed;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "how many images; default: ${DEFAULT-VALUE}")
  private int steps = USUAL_STEPS;

  @Option(
      names = "--at",
      paramLabel = "T",
      description =
          "with --seeds: only the image at this share of the way, from 0 to 1; no animation")
  private @Nullable Double share;

  @Mixin private TruncationOption truncation = new TruncationOption();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "where the strip goes, a .png, the animation beside it as a .gif; default:"
              + " morph-diagonal.png or morph-A-B-linear.png in the run, with the classes, and with"
              + " the number of steps if it is not 10")
  private @Nullable Path out;

  /** Creates the verb, which prints on the console. */
  public MorphCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    RunInfo info = run.open().info();
    RunClasses all = RunClasses.of(info);
    List<Integer> classes = all.numbers(labels);
    check(classes);
    Path usual = run.open().directory().path().resolve("morph-" + name(classes) + ".png");
    Path strip = OutputFile.checked(out == null ? usual : out, ".png");
    Path animation = OutputFile.beside(strip, ".gif");
    DrawnImages.checkPicture("--steps", steps, info.gan().imageShape(), steps);
    try (Generator generator = run.generator(console)) {
      LatentSpace space = truncation.of(generator, only(classes));
      ImageGrid grid =
          ImageGrid.of(generator.generate(walk(space, classes)), info.gan().appearance());
      grid.withColumns(share == null ? steps : 1).write(strip);
      if (share == null) {
        AnimatedGif.writeThereAndBack(animation, grid.frames(), FRAME);
      }
      console.line(
          (share == null ? Console.count(steps, "step") : "1 image at " + share)
              + way(classes, all)
              + truncation.text()
              + ", "
              + RunLines.age(info, generator.iteration())
              + ": "
              + strip);
      if (share == null) {
        console.line("animated: " + animation);
      }
    }
  }

  private void check(List<Integer> classes) {
    if (steps < 1 || steps > MOST_STEPS) {
      throw new InvalidInputException(
          "--steps",
          "a whole number from 1 to " + MOST_STEPS,
          Integer.toString(steps),
          "choose one in that range");
    }
    if (classes.size() > 2) {
      throw new InvalidInputException(
          RunClasses.LABEL, "one class, or two to walk between,", labels.size() + "", "give two");
    }
    checkShare(classes);
    if (path != null && seeds == null) {
      throw new InvalidInputException(
          "--path",
          "--seeds with it, since the diagonal is straight,",
          "it alone",
          "leave it out or give --seeds A,B");
    }
    if (seed != null && (seeds != null || classes.size() < 2)) {
      throw new InvalidInputException(
          "--seed",
          "--label C,D with it, whose noise it sets,",
          seeds != null ? "--seeds" : "no two classes",
          "leave it out");
    }
    if (diagonal != null && (seeds != null || classes.size() == 2)) {
      throw new InvalidInputException(
          "--diagonal",
          "it without --seeds and without two classes",
          seeds != null ? "--seeds" : "two classes",
          "leave one out");
    }
    if ((seeds != null || diagonal != null || classes.size() == 2) && steps < 2) {
      throw new InvalidInputException(
          "--steps", "at least 2, for the first and the last image,", steps + "", "give 2 or more");
    }
  }

  private void checkShare(List<Integer> classes) {
    if (share != null) {
      Checks.closed("--at", share, 0, 1);
      if (seeds == null || classes.size() > 1) {
        throw new InvalidInputException(
            "--at",
            "--seeds and at most one class with it",
            seeds == null ? "no --seeds" : "two classes",
            "give --seeds A,B and one class");
      }
    }
  }

  private long seed() {
    return seed == null ? 0 : seed;
  }

  private LatentPath path() {
    return path == null ? LatentPath.LINEAR : path;
  }

  private String name(List<Integer> classes) {
    List<String> parts = new ArrayList<>();
    if (seeds != null) {
      parts.add(seeds.fileName() + "-" + path());
    } else if (classes.size() < 2) {
      parts.add(diagonal == null ? "diagonal" : "diagonal-" + diagonal.fileName());
    }
    if (!classes.isEmpty()) {
      parts.add("label");
      classes.forEach(c -> parts.add(c + ""));
    }
    if (seed != null) {
      parts.add("seed-" + seed);
    }
    if (share != null) {
      parts.add("at-" + share);
    }
    if (steps != USUAL_STEPS) {
      parts.add(steps + "");
    }
    return String.join("-", parts) + truncation.fileName();
  }

  private String way(List<Integer> classes, RunClasses all) {
    if (classes.size() == 2) {
      return " from "
          + all.text(classes.subList(0, 1))
          + " to "
          + all.text(classes.subList(1, 2))
          + (seeds == null ? ", seed " + seed() : ", from " + seeds.a() + " to " + seeds.b());
    }
    return (seeds == null ? diagonal() : " from " + seeds.a() + " to " + seeds.b())
        + (all.count() == 0 ? "" : ", " + all.text(List.of(only(classes))));
  }

  private String diagonal() {
    return " along the diagonal" + (diagonal == null ? "" : " from " + diagonal);
  }

  private static int only(List<Integer> classes) {
    return classes.isEmpty() ? 0 : classes.get(0);
  }

  private Batch walk(LatentSpace space, List<Integer> classes) {
    Batch noise = Batch.of(noise(space, classes));
    int count = space.generator().gan().classes();
    if (count == 0) {
      return noise;
    }
    return classes.size() < 2
        ? noise.withLabel(only(classes))
        : noise.withLabels(LatentWalk.classes(classes.get(0), classes.get(1), count, steps));
  }

  private FloatTensor noise(LatentSpace space, List<Integer> classes) {
    if (seeds != null && share != null) {
      return new LatentPlace.Between(seeds.a(), seeds.b(), path(), share).noise(space);
    }
    if (seeds != null) {
      return path().walk(space.noise(seeds.a()), space.noise(seeds.b()), steps);
    }
    if (classes.size() == 2) {
      FloatTensor still = space.noise(1, seed(), LatentMoves.none());
      return FloatTensor.concat(Collections.nCopies(steps, still));
    }
    int length = space.generator().gan().noiseLength();
    return diagonal == null
        ? LatentWalk.diagonal(length, steps, -1, 2.0 / steps)
        : diagonal.walk(length, steps);
  }
}
