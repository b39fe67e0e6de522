package org.ganforge.examples.serve;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.ganforge.examples.TinySpec;
import org.ganforge.json.GanJson;
import org.ganforge.json.record.LoggedEvent;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;

/** A run whose records a test writes itself, without a training. */
record RecordedRun(RunDirectory directory) {
  /** Writes a run with some iterations, two pictures and a warning. */
  static RecordedRun in(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RecordedRun run = new RecordedRun(new RunDirectory(directory));
    run.directory.write(
        RunInfo.imported(GanJson.read(TinySpec.JSON), "none", List.of("train", "tiny.json")));
    run.train(1, 5);
    run.draw(0);
    run.draw(5);
    run.directory.events().append(new LoggedEvent(4, "few_modes", "samples <b>alike</b>"));
    return run;
  }

  /** Writes the lines of some iterations, the last included. */
  void train(int first, int last) {
    StringBuilder lines = new StringBuilder();
    for (int i = first; i <= last; i++) {
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"iteration\":%d,\"d_loss\":%.3f,\"d_accuracy\":0.5,\"g_loss\":%.3f,"
                  + "\"g_accuracy\":0.25,\"d_updates\":1,\"g_updates\":1}%n",
              i,
              1.0 / i,
              0.5 + i * 0.125));
    }
    try {
      Files.writeString(
          directory.metrics(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws the picture of an iteration. */
  void draw(long iteration) {
    BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    image.setRGB((int) (iteration % 20), 5, 0xff8000);
    try {
      ImageIO.write(image, "png", directory.fakes(iteration).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
