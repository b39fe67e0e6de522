package org.ganforge.examples.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.data.ImageSource;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.ResidentMemory;
import org.ganforge.examples.option.RunLines;
import org.ganforge.layer.Network;
import org.ganforge.observe.TimeLimit;
import org.ganforge.train.TrainingReport;

/**
 * A preview of a training: its model, its plan, and the time and memory of its first iterations. It
 * creates no run.
 *
 * @param images the images after the model's own selection
 * @param iterationSeconds the mean time of an iteration
 * @param memory of this process after the iterations
 */
record DryRun(Gan gan, ImageSource images, double iterationSeconds, ResidentMemory memory) {
  /** The first iterations take longer than later ones. */
  private static final int UNTIMED = 3;

  private static final int TIMED = 50;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** Trains the GAN for a few iterations on images that its data plan selects from. */
  static DryRun of(GanBackend backend, Gan gan, ImageSource all) {
    try (GanTrainer trainer = backend.open(gan, all)) {
      trainer.trainUntil(UNTIMED);
      TrainingReport report =
          trainer.trainUntil(UNTIMED + TIMED, TimeLimit.of(LONGEST, trainer::stop));
      double seconds = report.elapsed().toNanos() / 1e9 / (report.iteration() - UNTIMED);
      return new DryRun(gan, gan.data().select(all), seconds, ResidentMemory.now());
    }
  }

  /** Prints it. */
  void tell(Console console) {
    RunLines.describe(console, gan, images);
    console.line("spec   " + size(gan.generator()) + "; " + size(gan.discriminator()));
    console.line("plan   " + RunLines.plan(gan));
    console.line(
        String.format(
            Locale.ROOT,
            "time   %.3f seconds per iteration, %s in all, without pictures and checkpoints",
            iterationSeconds,
            TrainingResult.time(Duration.ofMillis((long) (1000 * seconds())))));
    if (memory.peakKilobytes() > 0) {
      console.line(
          String.format(Locale.ROOT, "memory %.1f GB at most so far", peakBytes() / 0x1p30));
    }
    console.line("Nothing was written.");
  }

  private static String size(Network network) {
    return network.name()
        + " of "
        + Console.count(network.layers().size(), "layer")
        + ", "
        + Console.count(network.parameterCount(), "parameter");
  }

  private double seconds() {
    return iterationSeconds * gan.plan().iterations();
  }

  private double peakBytes() {
    return 1024.0 * memory.peakKilobytes();
  }

  /** Returns the same as JSON. */
  ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("model", gan.name())
            .put("dataset", images.name())
            .put("images", images.count());
    images.imageShape().dims().forEach(json.putArray("image_shape")::add);
    return json.put("generator_parameters", gan.generator().parameterCount())
        .put("discriminator_parameters", gan.discriminator().parameterCount())
        .put("iterations", gan.plan().iterations())
        .put("batch_size", gan.plan().batchSize())
        .put("seconds_per_iteration", iterationSeconds)
        .put("seconds", seconds())
        .put("peak_kb", memory.peakKilobytes());
  }
}
