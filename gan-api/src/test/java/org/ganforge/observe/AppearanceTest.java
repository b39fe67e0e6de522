package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.ganforge.data.Appearance;
import org.ganforge.data.Colormap;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All pictures of a run show coloured images, images that are not square, and ink on paper. */
class AppearanceTest {
  /** Two rows of three pixels: red, green, blue; black, grey, white. */
  private static final float[] COLOURS = {
    1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0.6f, 0.6f, 0.6f, 1, 1, 1
  };

  private static final int[] SEEN = {0xff0000, 0x00ff00, 0x0000ff, 0, 0x999999, 0xffffff};
  private static final Appearance WIDE =
      Appearance.of(ValueRange.ZERO_TO_ONE).withShape(TensorShape.of(2, 3, 3));
  private static final Appearance INK =
      Appearance.of(ValueRange.ZERO_TO_ONE).withColormap(Colormap.GRAY_R);

  @TempDir private Path dir;

  private static FloatTensor rows() {
    return FloatTensor.of(TensorShape.of(1, 18), COLOURS);
  }

  private static void assertWide(BufferedImage picture, int left, int top, int scale) {
    for (int i = 0; i < 6; i++) {
      int x = left + i % 3 * scale + scale / 2;
      int y = top + i / 3 * scale + scale / 2;
      assertThat(picture.getRGB(x, y) & 0xffffff).as("pixel " + i).isEqualTo(SEEN[i]);
    }
  }

  @Test
  void rowsOfNumbersAreDrawnInTheirShape() {
    BufferedImage picture = ImageGrid.of(rows(), WIDE).toBufferedImage();
    assertThat(picture.getWidth()).isEqualTo(2 + 3 * 21 + 2);
    assertThat(picture.getHeight()).isEqualTo(2 + 2 * 21 + 2);
    assertWide(picture, 2, 2, 21);
  }

  @Test
  void imagesWithAShapeNeedNoOther() {
    FloatTensor images = FloatTensor.of(TensorShape.of(1, 2, 3, 3), COLOURS);
    Appearance plain = Appearance.of(ValueRange.ZERO_TO_ONE);
    assertWide(ImageGrid.of(images, plain).toBufferedImage(), 2, 2, 21);
    assertWide(ImageGrid.of(images, WIDE).toBufferedImage(), 2, 2, 21);
  }

  @Test
  void aRunsPicturesAndGifUseIt() throws IOException {
    RunDirectory run = RunDirectory.create(dir, "wide");
    try (RunRecorder recorder = run.recorder()) {
      recorder.on(Events.started(0, 1));
      recorder.on(new TrainingEvent.Samples(0, rows(), WIDE));
      recorder.on(Events.done(1));
      recorder.on(new TrainingEvent.Samples(1, rows(), WIDE));
      recorder.on(Events.finished(1));
    }
    assertWide(ImageIO.read(run.path().resolve("fakes-000001.png").toFile()), 2, 2, 21);
    // A GIF has 256 colours, more than these.
    assertWide(ImageIO.read(run.path().resolve("progress.gif").toFile()), 2, 2, 21);
  }

  @Test
  void inkIsDrawnOnPaper() throws IOException {
    FloatTensor grey = FloatTensor.of(TensorShape.of(1, 2, 2, 1), 0, 1, 0.2f, 1);
    SampleGrids.of(dir).on(new TrainingEvent.Samples(1, grey, INK));
    BufferedImage picture = ImageIO.read(dir.resolve("fakes-000001.png").toFile());
    int[] levels = picture.getRaster().getSamples(2, 2, 64, 64, 0, (int[]) null);
    assertThat(List.of(levels[0], levels[63], levels[63 * 64])).containsExactly(255, 0, 204);
    assertThat(picture.getRaster().getSample(0, 0, 0)).isEqualTo(0x80);
  }

  @Test
  void scoredImagesUseItToo() throws IOException {
    FloatTensor one = FloatTensor.of(TensorShape.of(1, 1), 0.5f);
    ScoredGrids grids = ScoredGrids.of(dir);
    grids.on(
        new TrainingEvent.Started(
            0, 1, TrainingPlan.of(), RecordingPlan.of().withGridColumns(2), null));
    grids.on(new TrainingEvent.Scores(1, rows(), one, rows(), one, WIDE));
    BufferedImage picture = ImageIO.read(dir.resolve("scores-000001.png").toFile());
    BufferedImage cells =
        ImageGrid.of(rows(), WIDE)
            .withAnnotations(List.of(Annotation.scored(0.5, true)))
            .toBufferedImage();
    int top = cells.getHeight() - 6 - 2 * 21;
    assertThat(picture.getHeight()).isEqualTo(cells.getHeight());
    assertThat(picture.getRGB(6 + (cells.getWidth() - 12 - 63) / 2 + 10, top + 10) & 0xffffff)
        .isEqualTo(0xff0000);
  }
}
