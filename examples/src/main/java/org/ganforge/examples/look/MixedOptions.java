package org.ganforge.examples.look;

import java.util.stream.IntStream;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.RunImagesOptions;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
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
      description = "the same seed picks and mixes the same images; default: 0")
  private long seed;

  @Option(
      names = "--columns",
      paramLabel = "N",
      description = "images in a row of the grid; default: as in the run's own pictures")
  private @Nullable Integer columns;

  /** Refuses what is bound to fail before any work is done. */
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

  /**
   * Images, mixed.
   *
   * @param real those of the data
   * @param samples those of the generator
   * @param seed of the order
   */
  record Mixed(MixedImages images, Batch real, Batch samples, long seed) {
    /**
     * Returns the discriminator's output for each image, in the order of the mixture. As in
     * training, it judges each kind by itself, in random order: a layer may compare the images of a
     * batch.
     */
    FloatTensor scores(GanTrainer trainer) {
      // Shuffling equally many numbers with the same seed gives the same order.
      return MixedImages.of(
              trainer.scoreShuffled(real, seed), trainer.scoreShuffled(samples, seed), seed)
          .images();
    }
  }

  /** Returns half real images of the run and half samples, shuffled by the seed. */
  Mixed images(Run opened, TrainedRun run, Console console) {
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
    // A network that works on flat vectors takes its real images as flat vectors, too.
    FloatTensor real =
        FloatTensor.wrap(
            samples.example(0).shape().times(all.length), some.images(run.range(), all).toArray());
    MixedImages mixed = MixedImages.of(real, samples, seed);
    if (run.info().gan().classes() == 0) {
      return new Mixed(mixed, Batch.of(real), Batch.of(samples), seed);
    }
    return new Mixed(
        mixed,
        Batch.of(real).withLabels(labels(some)),
        Batch.of(samples).withLabels(run.trainer().labels(samples.count())),
        seed);
  }

  private static FloatTensor labels(ImageDataset real) {
    float[] labels = new float[real.count()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = real.label(i);
    }
    return FloatTensor.wrap(TensorShape.of(labels.length, 1), labels);
  }

  /** Returns the run with its images in the place that the options give. */
  Run found(Run opened, Console console) {
    return files.apply(opened, console);
  }

  /** Returns the grid of the images. */
  ImageGrid grid(MixedImages mixed, TrainedRun run) {
    return ImageGrid.of(mixed.images(), run.appearance()).withColumns(columns(run.info().gan()));
  }

  private int columns(Gan gan) {
    return Math.min(columns == null ? gan.recording().gridColumns() : columns, count);
  }
}
