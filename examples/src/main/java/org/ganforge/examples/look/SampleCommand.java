package org.ganforge.examples.look;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunLines;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.internal.Checks;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.ImageGrid;
import org.ganforge.run.Run;
import org.ganforge.run.TrainedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan sample}: draws images with a trained generator. */
@Command(
    name = "sample",
    description = {
      "Draws new images with the latest weights of a run, or with those of another checkpoint; of a"
          + " conditional run a row for each class, with the same noise down each column.",
      "A .png shows them as a grid. A .npy holds their numbers for NumPy: float32, [count, height,"
          + " width, channels], in the range that the model was trained on, and FILE.npy.json"
          + " beside it says where they come from. A file of that name is replaced."
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
          "how many images, of a conditional run for each class; default: 40, or 10 for each of"
              + " several classes")
  private @Nullable Integer count;

  @Option(
      names = RunClasses.LABEL,
      paramLabel = "C,C..",
      split = ",",
      description =
          "the classes of a conditional run to draw, by their names or by their numbers from 0;"
              + " default: all")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "the same seed draws the same images; default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "where they go, a .png or .npy; default: samples-SEED.png in the run, with the classes"
              + " that --label names")
  private @Nullable Path out;

  @Option(
      names = "--columns",
      paramLabel = "N",
      description = "images in a row of the grid; default: as many as rows, or nearly")
  private @Nullable Integer columns;

  /** Makes the verb, which prints on the console. */
  public SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    checkNumbers();
    Run opened = run.open();
    RunInfo info = opened.info();
    RunClasses all = RunClasses.of(info);
    List<Integer> classes =
        labels.isEmpty() ? IntStream.range(0, all.count()).boxed().toList() : all.numbers(labels);
    Path usual = opened.directory().path().resolve("samples-" + seed + named(classes) + ".png");
    Path file = OutputFile.checked(out == null ? usual : out, ".png", ".npy");
    TensorShape image = info.gan().imageShape();
    boolean isPicture = !file.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
    int total = total(classes);
    if (isPicture) {
      DrawnImages.checkPicture("--count", total, image, columns(classes));
    } else {
      DrawnImages.check("--count", total, image);
    }
    try (TrainedRun trained = run.load(console)) {
      FloatTensor images =
          classes.isEmpty()
              ? trained.trainer().sample(total, seed)
              : trained.trainer().sample(classes, each(classes), seed);
      if (isPicture) {
        int inRow = columns(classes);
        ImageGrid grid = ImageGrid.of(images, trained.appearance());
        (inRow == 0 ? grid : grid.withColumns(inRow)).write(file);
      } else {
        new SampleNumbers(trained, seed, classes).write(file, images);
      }
      console.line(
          Console.count(total, "image")
              + of(classes, all)
              + ", seed "
              + seed
              + ", "
              + RunLines.age(trained)
              + ": "
              + file);
    }
  }

  private void checkNumbers() {
    if (count != null) {
      Checks.positive("--count", count);
    }
    if (columns != null) {
      Checks.positive("--columns", columns);
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

  /** Returns how many images each class has, or all of them have where there are no classes. */
  private int each(List<Integer> classes) {
    return count != null ? count : classes.size() > 1 ? EACH : USUAL;
  }

  private int total(List<Integer> classes) {
    long total = (long) each(classes) * Math.max(1, classes.size());
    return (int) Math.min(Integer.MAX_VALUE, total);
  }

  /** Returns how many images a row has; 0 for as many as a grid has by default. */
  private int columns(List<Integer> classes) {
    if (columns != null) {
      return Math.min(columns, total(classes));
    }
    int each = each(classes);
    return classes.size() > 1 && each <= USUAL ? each : 0;
  }
}
