package org.ganforge.examples.look;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ganforge.Batch;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.latent.LatentPoint;
import org.ganforge.examples.latent.LatentSpace;
import org.ganforge.examples.latent.TruncationOption;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunLines;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.internal.Checks;
import org.ganforge.json.record.RunInfo;
import org.ganforge.latent.LatentMoves;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.ImageGrid;
import org.ganforge.run.Generator;
import org.ganforge.run.Run;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan sample}: draws images with a trained generator. */
@Command(
    name = "sample",
    description = {
      "Draws new images with the latest weights of a run, or with those of another checkpoint; for"
          + " a conditional run, a row for each class, with the same noise down each column.",
      "A .png shows them as a grid. A .npy holds them as numbers for NumPy: float32, [count,"
          + " height, width, channels], in the range that the model was trained on, and"
          + " FILE.npy.json beside it says where they come from. An existing file is replaced."
    },
    footer = {
      "  ./gan sample runs/00000-mnist-dcgan --count 40 --seed 7 --out digits.png",
      "  ./gan sample runs/00000-mnist-dcgan --best --count 1000 --out digits.npy"
    })
public final class SampleCommand implements Runnable {
  private static final int USUAL = 40;
  private static final int EACH = 10;

  private final Console console;

  @Mixin private TrainedRunArgument run = new TrainedRunArgument();

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "how many images, per class in a conditional run; default: 40, or 10 each for several"
              + " classes")
  private @Nullable Integer count;

  @Option(
      names = RunClasses.LABEL,
      paramLabel = "C,C..",
      split = ",",
      description =
          "the classes of a conditional run to draw, by names or by numbers from 0; default: all")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "the same seed draws the same images; default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--index",
      paramLabel = "I",
      description = "draw only image I of the seed, counted from 0; default: all from the first")
  private @Nullable Integer index;

  @Option(
      names = "--move",
      paramLabel = "MOVES",
      description =
          "add to the noise, such as pc1=2.5,pc3=-1,z7=0.4: steps along the principal directions"
              + " pc1, pc2 .. of the generator's first layer and along the coordinates z0, z1 ..")
  private String move = "";

  @Mixin private TruncationOption truncation = new TruncationOption();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "where they go, a .png or .npy; default: samples-SEED.png in the run, with the image, the"
              + " truncation and the classes that the options name")
  private @Nullable Path out;

  @Option(
      names = "--columns",
      paramLabel = "N",
      description = "images in a row of the grid; default: about as many as rows")
  private @Nullable Integer columns;

  /** Creates the verb, which prints on the console. */
  public SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    checkNumbers();
    LatentMoves moves = LatentMoves.read("--move", move, ",");
    Run opened = run.open();
    RunInfo info = opened.info();
    RunClasses all = RunClasses.of(info);
    List<Integer> classes =
        labels.isEmpty() ? IntStream.range(0, all.count()).boxed().toList() : all.numbers(labels);
    Path usual = opened.directory().path().resolve(fileName(moves, classes));
    Path file = OutputFile.checked(out == null ? usual : out, ".png", ".npy");
    TensorShape image = info.gan().imageShape();
    boolean isPicture = !file.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
    int total = total(classes);
    if (isPicture) {
      DrawnImages.checkPicture("--count", total, image, columns(classes));
    } else {
      DrawnImages.check("--count", total, image);
    }
    try (Generator generator = run.generator(console)) {
      FloatTensor images = generator.generate(noise(generator, moves, classes));
      if (isPicture) {
        int inRow = columns(classes);
        ImageGrid grid = ImageGrid.of(images, info.gan().appearance());
        (inRow == 0 ? grid : grid.withColumns(inRow)).write(file);
      } else {
        new SampleNumbers(opened.directory(), info, generator, seed, classes, place(moves))
            .write(file, images);
      }
      String what = Console.count(total, "image") + of(classes, all) + drawn(moves);
      console.line(what + ", " + RunLines.age(info, generator.iteration()) + ": " + file);
    }
  }

  private String drawn(LatentMoves moves) {
    return ", seed "
        + seed
        + (index == null ? "" : ", image " + index)
        + (moves.moves().isEmpty() ? "" : ", moved " + moves)
        + truncation.text();
  }

  /** Returns the noise of each class in turn; directions may differ from class to class. */
  private Batch noise(Generator generator, LatentMoves moves, List<Integer> classes) {
    if (classes.isEmpty()) {
      return Batch.of(noise(truncation.of(generator, 0), moves, total(classes)));
    }
    List<FloatTensor> noise = new ArrayList<>();
    List<FloatTensor> labels = new ArrayList<>();
    for (int label : classes) {
      FloatTensor one = noise(truncation.of(generator, label), moves, each(classes));
      noise.add(one);
      labels.add(Batch.of(one).withLabel(label).labels());
    }
    return Batch.of(FloatTensor.concat(noise)).withLabels(FloatTensor.concat(labels));
  }

  private FloatTensor noise(LatentSpace space, LatentMoves moves, int count) {
    return index == null
        ? space.noise(count, seed, moves)
        : space.noise(new LatentPoint(seed, index, moves));
  }

  private String fileName(LatentMoves moves, List<Integer> classes) {
    int first = index == null ? 0 : index;
    return "samples-"
        + new LatentPoint(seed, first, moves).fileName()
        + (index != null && index == 0 ? ".0" : "")
        + truncation.fileName()
        + named(classes)
        + ".png";
  }

  private ObjectNode place(LatentMoves moves) {
    ObjectNode place = Json.object();
    if (index != null) {
      place.put("index", index);
    }
    if (!moves.moves().isEmpty()) {
      place.put("move", moves.toString());
    }
    if (truncation.threshold() != null) {
      place.put("truncation", truncation.threshold());
    }
    return place;
  }

  private void checkNumbers() {
    if (count != null) {
      Checks.positive("--count", count);
    }
    if (columns != null) {
      Checks.positive("--columns", columns);
    }
    if (index != null) {
      Checks.closed("--index", index, 0, LatentPoint.MOST_INDEX);
      if (count != null) {
        throw new InvalidInputException(
            "--count", "it or --index", "both", "leave one out: --index draws one image");
      }
    }
  }

  private String named(List<Integer> classes) {
    return labels.isEmpty()
        ? ""
        : classes.stream().map(c -> "-" + c).collect(Collectors.joining("", "-label", ""));
  }

  private String of(List<Integer> classes, RunClasses all) {
    if (classes.isEmpty()) {
      return "";
    }
    return labels.isEmpty() ? " of " + classes.size() + " classes" : " of " + all.text(classes);
  }

  /** Returns the number of images per class, or in total if there are no classes. */
  private int each(List<Integer> classes) {
    if (index != null) {
      return 1;
    }
    return count != null ? count : classes.size() > 1 ? EACH : USUAL;
  }

  private int total(List<Integer> classes) {
    long total = (long) each(classes) * Math.max(1, classes.size());
    return (int) Math.min(Integer.MAX_VALUE, total);
  }

  /** Returns the number of images in a row; 0 for a grid's default. */
  private int columns(List<Integer> classes) {
    if (columns != null) {
      return Math.min(columns, total(classes));
    }
    int each = each(classes);
    return classes.size() > 1 && each <= USUAL ? each : 0;
  }
}
