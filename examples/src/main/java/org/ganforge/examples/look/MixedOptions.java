package org.ganforge.examples.look;

import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.RunImagesOptions;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.ImageGrid;
import org.ganforge.observe.MixedImages;
import org.ganforge.run.Run;
import org.ganforge.run.TrainedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Real images of a run and new samples, mixed. */
final class MixedOptions {
  @Mixin private RunImagesOptions files = new RunImagesOptions();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "how many images, half of them real; default: ${DEFAULT-VALUE}")
  private int count = 40;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "the same seed takes the same images and mixes them alike; default: 0")
  private long seed;

  @Option(
      names = "--columns",
      paramLabel = "N",
      description = "images in a row of the grid; default: as in the run's own pictures")
  private @Nullable Integer columns;

  /** Refuses what can be known to fail before any work is done. */
  void check(Gan gan) {
    if (count < 2) {
      throw new InvalidInputException(
          "--count",
          "a whole number of at least 2, for a real image and a generated one",
          Integer.toString(count),
          "give 2 or more");
    }
    if (columns != null && columns < 1) {
      throw new InvalidInputException(
          "--columns", "a whole number of at least 1", columns.toString(), "give 1 or more");
    }
    DrawnImages.checkPicture("--count", count, gan.imageShape(), columns(gan));
  }

  long seed() {
    return seed;
  }

  int count() {
    return count;
  }

  /** Returns half real images of the run and half samples, in an order that the seed decides. */
  MixedImages images(Run opened, TrainedRun run, Console console) {
    ImageDataset some =
        files.apply(opened, console).images(count / 2, Seeds.derive(seed, "real images"));
    if (count / 2 > some.count()) {
      throw new InvalidInputException(
          "--count",
          "at most " + 2L * some.count() + ", twice the real images of the run,",
          Integer.toString(count),
          "give fewer");
    }
    int[] all = IntStream.range(0, some.count()).toArray();
    FloatTensor samples = run.trainer().sample(count - all.length, seed);
    // A network of rows takes its real images as rows, too.
    FloatTensor real =
        FloatTensor.wrap(
            samples.example(0).shape().times(all.length), some.images(run.range(), all).toArray());
    return MixedImages.of(real, samples, seed);
  }

  /** Returns the grid of the images. */
  ImageGrid grid(MixedImages mixed, TrainedRun run) {
    return ImageGrid.of(mixed.images(), run.appearance()).withColumns(columns(run.info().gan()));
  }

  private int columns(Gan gan) {
    return Math.min(columns == null ? gan.recording().gridColumns() : columns, count);
  }
}
