package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.ganforge.data.Appearance;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoredGridsTest {
  private static final TensorShape IMAGES = TensorShape.of(2, 1, 1, 1);
  private static final TensorShape NUMBERS = TensorShape.of(2, 1);

  @TempDir Path dir;

  /** Returns two real images, of which the second scores higher, and two such samples. */
  private static TrainingEvent.Scores scores() {
    return new TrainingEvent.Scores(
        25,
        FloatTensor.of(IMAGES, 0.1f, 0.2f),
        FloatTensor.of(NUMBERS, 0.61f, 0.62f),
        FloatTensor.of(IMAGES, 0.3f, 0.4f),
        FloatTensor.of(NUMBERS, 0.03f, 0.04f),
        Appearance.of(ValueRange.ZERO_TO_ONE));
  }

  private Path png() {
    return dir.resolve("scores-000025.png");
  }

  @Test
  void givesEachImageItsOwnScoreWhereverItIs() throws IOException {
    ScoredGrids grids = ScoredGrids.of(dir);
    grids.on(
        new TrainingEvent.Started(
            0, 100, TrainingPlan.of().withSeed(3), RecordingPlan.of().withGridColumns(2), null));
    grids.on(scores());

    FloatTensor four = FloatTensor.of(TensorShape.of(4, 1, 1, 1), 0.1f, 0.2f, 0.3f, 0.4f);
    MixedImages mixed = MixedImages.of(four.slice(0, 2), four.slice(2, 4), 3);
    float[] expected = new float[4];
    for (int i = 0; i < 4; i++) {
      // Each score identifies its image.
      float image = mixed.images().get(i);
      expected[i] = image < 0.25f ? 0.6f + image / 10 : image / 10;
    }
    BufferedImage picture =
        ImageGrid.of(mixed.images(), ValueRange.ZERO_TO_ONE)
            .withColumns(2)
            .withAnnotations(mixed.scores(FloatTensor.wrap(TensorShape.of(4, 1), expected)))
            .toBufferedImage();
    BufferedImage written = ImageIO.read(png().toFile());
    assertThat(written.getWidth()).isEqualTo(picture.getWidth());
    assertThat(pixels(written)).isEqualTo(pixels(picture));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void letsTrainingContinueOnAMachineWithoutFonts() {
    ScoredGrids grids =
        new ScoredGrids(
            dir,
            new FontTrial(
                () -> {
                  throw new InvalidInputException("fonts", "a font", "none", "install one");
                }));
    grids.on(scores());
    assertThat(png()).doesNotExist();
  }
}
