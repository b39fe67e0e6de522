package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.observe.RunDirectory;
import org.ganforge.tf.TensorFlowBackend;

/**
 * A run of {@link TinySpec}, trained through the command line.
 *
 * @param path its directory
 */
record TrainedTinyRun(Path path) {
  static TrainedTinyRun in(Path folder) {
    Path run = folder.resolve("run");
    assertThat(CommandRun.of("train", TinySpec.in(folder), "--run", run).code()).isZero();
    return new TrainedTinyRun(run);
  }

  /** Runs a verb on it. */
  CommandRun call(String verb, Object... options) {
    return CommandRun.of(Stream.concat(Stream.of(verb, path), Stream.of(options)).toArray());
  }

  /** Asks its trainer, opened as by a user of the library. */
  <T> T ask(Function<GanTrainer, T> question) {
    RunDirectory run = new RunDirectory(path);
    try (GanTrainer trainer = TensorFlowBackend.of().open(run.info().gan())) {
      trainer.restore(Checkpoints.of(run.checkpoints()).newestWhole().directory());
      return question.apply(trainer);
    }
  }

  static BufferedImage picture(Path png) {
    try {
      return ImageIO.read(png.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all pixels, to compare two pictures. */
  static int[] pixels(BufferedImage image) {
    int width = image.getWidth();
    return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
  }
}
