package org.ganforge.examples.look;

import java.nio.file.Path;
import java.util.Locale;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunLines;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.internal.Checks;
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
      "Draws new images with the latest weights of a run, or with those of another checkpoint.",
      "A .png shows them as a grid. A .npy holds their numbers for NumPy: float32, [count, height,"
          + " width, channels], in the range that the model was trained on, and FILE.npy.json"
          + " beside it says where they come from. A file of that name is replaced."
    })
public final class SampleCommand implements Runnable {
  private final Console console;

  @Mixin private TrainedRunArgument run = new TrainedRunArgument();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "how many images; default: ${DEFAULT-VALUE}")
  private int count = 40;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "the same seed draws the same images; default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where they go, a .png or .npy; default: samples-SEED.png in the run")
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
    Checks.positive("--count", count);
    if (columns != null) {
      Checks.positive("--columns", columns);
    }
    Run opened = run.open();
    Path usual = opened.directory().path().resolve("samples-" + seed + ".png");
    Path file = OutputFile.checked(out == null ? usual : out, ".png", ".npy");
    TensorShape image = opened.info().gan().imageShape();
    boolean isPicture = !file.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
    if (isPicture) {
      DrawnImages.checkPicture("--count", count, image, columns());
    } else {
      DrawnImages.check("--count", count, image);
    }
    try (TrainedRun trained = run.load(console)) {
      FloatTensor images = trained.trainer().sample(count, seed);
      if (isPicture) {
        ImageGrid grid = ImageGrid.of(images, trained.appearance());
        (columns() == 0 ? grid : grid.withColumns(columns())).write(file);
      } else {
        new SampleNumbers(trained, seed).write(file, images);
      }
      console.line(
          Console.count(count, "image")
              + ", seed "
              + seed
              + ", "
              + RunLines.age(trained)
              + ": "
              + file);
    }
  }

  /** Returns how many images a row has; 0 for as many as a grid has by default. */
  private int columns() {
    return columns == null ? 0 : Math.min(columns, count);
  }
}
