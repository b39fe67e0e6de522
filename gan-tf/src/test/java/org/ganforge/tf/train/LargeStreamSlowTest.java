package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.data.ImageFiles;
import org.ganforge.data.ImageStream;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.TrainingPlan;
import org.ganforge.train.TrainingReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM with 512 MB trains on a folder of 3 GB, whose images would take 1.6 GB in memory. */
@Tag("slow")
class LargeStreamSlowTest {
  private static final int SIDE = 1024;
  private static final int PICTURES = 1024;
  private static final int HEADER = 54;

  @TempDir private Path dir;

  private void draw() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR), "bmp", out);
    byte[] bmp = out.toByteArray();
    for (int i = 0; i < PICTURES; i++) {
      Arrays.fill(bmp, HEADER, bmp.length / 2, (byte) i);
      Arrays.fill(bmp, bmp.length / 2, bmp.length, (byte) (7 * i));
      Files.write(dir.resolve(i + ".bmp"), bmp);
    }
  }

  @Test
  void aFolderLargerThanMemoryIsLearned() throws Exception {
    draw();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Learner.class.getName(),
                dir.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("learned 1024 images [736, 736, 3] for 12 iterations");
  }

  /** The program that the other JVM runs. */
  static final class Learner {
    private Learner() {}

    public static void main(String[] words) {
      TensorShape shape = TensorShape.of(736, 736, 3);
      Sequential generator =
          Sequential.of(
              "generator",
              TensorShape.of(1),
              List.of(Dense.of(shape.size()), Reshape.of(736, 736, 3)));
      Sequential discriminator =
          Sequential.of("discriminator", shape, List.of(Flatten.of(), Dense.of(1)));
      Gan gan =
          Gan.of("large", generator, discriminator)
              .withPlan(TrainingPlan.of().withIterations(12).withBatchSize(8));
      ImageFiles files = ImageFiles.of(Path.of(words[0])).withSize(736).withChannels(3);
      try (ImageStream images = files.stream().images();
          GanTrainer trainer = TensorFlowBackend.of().open(gan, images)) {
        TrainingReport report = trainer.train();
        System.out.println(
            "learned "
                + images.count()
                + " images "
                + images.imageShape()
                + " for "
                + report.iteration()
                + " iterations, waited "
                + report.waitedShare());
      }
    }
  }
}
