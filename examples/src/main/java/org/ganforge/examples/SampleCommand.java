package org.ganforge.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.ganforge.GanTrainer;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.json.RunInfo;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.ImageGrid;
import org.ganforge.observe.RunDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gan sample}: draws images with a trained generator. */
@Command(
    name = "sample",
    description = {
      "Draws new images with the latest weights of a run.",
      "A .png shows them as a grid. A .npy holds their numbers for NumPy: float32, [count, height,"
          + " width, channels], in the range that the model was trained on, and FILE.npy.json"
          + " beside it says where they come from. A file of that name is replaced."
    })
final class SampleCommand implements Runnable {
  /** Half a GiB of them: the trainer draws in batches, but the file needs all at once. */
  private static final int MOST_NUMBERS = 1 << 27;

  private final Console console;

  @Parameters(index = "0", paramLabel = "RUN", description = "the directory of a run")
  private Path directory = Path.of("");

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

  @Mixin private BackendOptions backend = new BackendOptions();

  SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Checks.positive("--count", count);
    if (columns != null) {
      Checks.positive("--columns", columns);
    }
    RunDirectory run = RunDirectory.open(directory);
    Path file = out == null ? run.path().resolve("samples-" + seed + ".png") : out;
    boolean numbers = isNumbers(file);
    RunInfo info = run.info();
    checkFits(info.gan().generator().outputShape());
    Path checkpoint = run.latestCheckpoint().orElseThrow(() -> untrained(run));
    try (GanTrainer trainer = backend.backend().open(info.gan())) {
      trainer.restore(checkpoint);
      FloatTensor images = trainer.sample(count, seed);
      if (numbers) {
        new SampleNumbers(run, checkpoint, info, trainer.iteration(), seed).write(file, images);
      } else {
        ImageGrid grid = ImageGrid.of(images, info.gan().data().range());
        (columns == null ? grid : grid.withColumns(columns)).write(file);
      }
      console.line(
          Console.count(count, "image")
              + ", seed "
              + seed
              + ", iteration "
              + trainer.iteration()
              + ": "
              + file);
    }
  }

  private void checkFits(TensorShape image) {
    int most = MOST_NUMBERS / image.size();
    if (count > most) {
      throw new InvalidInputException(
          "--count",
          "at most " + most + " images " + image + ", which fit into memory,",
          Integer.toString(count),
          "draw several files, each with its own --seed");
    }
  }

  private static boolean isNumbers(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".npy") && !name.endsWith(".png")) {
      throw new InvalidInputException(
          "--out", "a file name that ends in .png or .npy", file.toString(), "change it");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new InvalidInputException(
          "--out",
          "a file in a folder that is there",
          file.toString(),
          "make " + folder + " first");
    }
    return name.endsWith(".npy");
  }

  private static InvalidInputException untrained(RunDirectory run) {
    return new InvalidInputException(
        "run directory " + run,
        "a checkpoint in " + run.checkpoints(),
        "none",
        "the training of this run was cut off; train again");
  }
}
