package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.Sequential;
import org.ganforge.data.Augmentation;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageFiles;
import org.ganforge.data.ImageStream;
import org.ganforge.data.LoadedImages;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.TensorShape;
import org.ganforge.run.Run;
import org.ganforge.run.TrainedRun;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on the user's own pictures: coloured, not square, with dense networks. */
class OwnImagesTest {
  private static final TensorShape SHAPE = TensorShape.of(8, 12, 3);
  private static final int SCALE = 5;

  @TempDir private Path dir;

  /** Draws pictures of two classes, whose left half has the class's colour. */
  private Path pictures() throws IOException {
    Path folder = dir.resolve("pictures");
    int[] colours = {0xff0000, 0x0000ff};
    for (int i = 0; i < 12; i++) {
      BufferedImage picture = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
      for (int x = 0; x < 24; x++) {
        for (int y = 0; y < 32; y++) {
          picture.setRGB(x, y, colours[i % 2]);
        }
      }
      Path file = folder.resolve(i % 2 == 0 ? "red" : "blue").resolve(i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(picture, "png", file.toFile());
    }
    Files.write(folder.resolve("red/broken.png"), new byte[] {1, 2, 3});
    return folder;
  }

  private static Gan gan() {
    Sequential generator =
        Sequential.of(
            "generator",
            TensorShape.of(4),
            List.of(Dense.of(SHAPE.size()).withActivation(ActivationFunction.TANH)));
    Sequential discriminator =
        Sequential.of("discriminator", TensorShape.of(SHAPE.size()), List.of(Dense.of(1)));
    Gan gan = Gan.of("colours", generator, discriminator);
    return gan.withData(gan.data().withImageShape(SHAPE))
        .withPlan(TrainingPlan.of().withIterations(4).withBatchSize(4))
        .withRecording(
            RecordingPlan.of()
                .withGridEvery(2)
                .withGridRows(2)
                .withGridColumns(3)
                .withGridScores(true));
  }

  private static void assertGrid(Path png, int columns, int rows) throws IOException {
    BufferedImage picture = ImageIO.read(png.toFile());
    assertThat(picture.getWidth()).isEqualTo(columns * (12 * SCALE + 2) + 2);
    assertThat(picture.getHeight()).isEqualTo(rows * (8 * SCALE + 2) + 2);
    assertThat(picture.getColorModel().getNumComponents()).isEqualTo(3);
  }

  @Test
  void aFolderOfPicturesIsTrainedOnAndDrawnInItsShape() throws IOException {
    LoadedImages loaded = ImageFiles.of(pictures()).withSize(8, 12).read();
    ImageDataset images = loaded.images();
    assertThat(loaded.skipped())
        .hasToString("skipped 1 of 13 files: red/broken.png (not a " + "picture)");
    Path place = dir.resolve("run");

    Run.create(place, gan(), images).train(TensorFlowBackend.of());

    assertGrid(place.resolve("fakes-000002.png"), 3, 2);
    assertGrid(place.resolve("progress.gif"), 3, 2);
    BufferedImage reals = ImageIO.read(place.resolve("reals.png").toFile());
    assertThat(reals.getRGB(2 + SCALE, 2 + SCALE) & 0xffffff).isEqualTo(0x0000ff);
    assertThat(reals.getRGB(2 + 11 * SCALE, 2 + SCALE) & 0xffffff).isZero();
    assertThat(place.resolve("scores-000004.png")).isRegularFile();
    assertThat(CommandRun.of("sample", place, "--count", 4, "--columns", 4).code()).isZero();
    assertGrid(place.resolve("samples-0.png"), 4, 1);
    assertThat(
            CommandRun.of("morph", place, "--steps", 3, "--out", place.resolve("morph.png")).code())
        .isZero();
    assertGrid(place.resolve("morph.png"), 3, 1);
    assertGrid(place.resolve("morph.gif"), 1, 1);
  }

  @Test
  void aRunOnAStreamResumesToTheBit() throws IOException {
    ImageFiles files = ImageFiles.of(pictures()).withSize(8, 12).withChannels(3);
    GanBackend backend = TensorFlowBackend.of();
    try (ImageStream plain = files.stream().images()) {
      ImageStream images = plain.withAugmentation(new Augmentation(true, 0.9));
      Run whole = Run.create(dir.resolve("whole"), gan(), images);
      whole.train(backend);
      Path place = dir.resolve("stopped");
      Run stopped = Run.create(place, gan(), images);
      stopped.train(
          backend,
          event -> {
            if (event instanceof TrainingEvent.IterationDone done && done.iteration() == 2) {
              stopped.stop();
            }
          });
      assertThatThrownBy(() -> Run.open(place).withImages(plain).resume(backend))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("images.digest");
      Run.open(place).resume(backend);
      try (TrainedRun one = whole.load(backend);
          TrainedRun two = Run.open(place).load(backend)) {
        assertThat(two.iteration()).isEqualTo(4);
        assertThat(two.trainer().weights()).isEqualTo(one.trainer().weights());
      }
    }
  }
}
