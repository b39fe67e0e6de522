package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageGridTest {
  private static final ValueRange UNIT = ValueRange.ZERO_TO_ONE;

  @TempDir Path dir;

  @Test
  void putsImagesSideBySideWithGapsOfTwoPixels() {
    FloatTensor images = FloatTensor.of(TensorShape.of(3, 1, 2, 1), 0, 1, 0.2f, 0.4f, 0.6f, 0.8f);
    BufferedImage grid = ImageGrid.of(images, UNIT).withColumns(2).withScale(1).toBufferedImage();
    assertThat(levels(grid))
        .containsExactly(
            List.of(128, 128, 128, 128, 128, 128, 128, 128, 128, 128),
            List.of(128, 128, 128, 128, 128, 128, 128, 128, 128, 128),
            List.of(128, 128, 0, 255, 128, 128, 51, 102, 128, 128),
            List.of(128, 128, 128, 128, 128, 128, 128, 128, 128, 128),
            List.of(128, 128, 128, 128, 128, 128, 128, 128, 128, 128),
            List.of(128, 128, 153, 204, 128, 128, 128, 128, 128, 128),
            List.of(128, 128, 128, 128, 128, 128, 128, 128, 128, 128),
            List.of(128, 128, 128, 128, 128, 128, 128, 128, 128, 128));
  }

  @Test
  void enlargesPixelsToWholeSquares() {
    FloatTensor image = FloatTensor.of(TensorShape.of(1, 2, 2, 1), 0, 1, 0.2f, 0.4f);
    assertThat(levels(ImageGrid.of(image, UNIT).withScale(2).toBufferedImage()).subList(2, 6))
        .containsExactly(
            List.of(128, 128, 0, 0, 255, 255, 128, 128),
            List.of(128, 128, 0, 0, 255, 255, 128, 128),
            List.of(128, 128, 51, 51, 102, 102, 128, 128),
            List.of(128, 128, 51, 51, 102, 102, 128, 128));
  }

  @Test
  void keepsTheOrderOfRedGreenAndBlue() {
    FloatTensor image = FloatTensor.of(TensorShape.of(1, 1, 2, 3), 1, -1, -1, -1, 0.2f, 0.6f);
    BufferedImage grid =
        ImageGrid.of(image, ValueRange.MINUS_ONE_TO_ONE).withScale(1).toBufferedImage();
    assertThat(grid.getRGB(2, 2) & 0xffffff).isEqualTo(0xff0000);
    assertThat(grid.getRGB(3, 2) & 0xffffff).isEqualTo(0x0099cc);
    assertThat(grid.getRGB(0, 0) & 0xffffff).isEqualTo(0x808080);
  }

  @Test
  void clampsNumbersOutOfRangeAndShowsNanAsBlack() {
    FloatTensor image = FloatTensor.of(TensorShape.of(1, 1, 3, 1), -9, 9, Float.NaN);
    assertThat(levels(ImageGrid.of(image, UNIT).withScale(1).toBufferedImage()).get(2))
        .containsExactly(128, 128, 0, 255, 0, 128, 128);
  }

  @Test
  void isAsSquareAsItCanBeAndReadableByDefault() {
    ImageGrid grid = ImageGrid.of(zeros(7, 28, 28, 1), UNIT);
    assertThat(grid.columns()).isEqualTo(3);
    assertThat(grid.rows()).isEqualTo(3);
    BufferedImage picture = grid.toBufferedImage();
    assertThat(picture.getWidth()).isEqualTo(3 * (2 * 28 + 2) + 2);
    assertThat(ImageGrid.of(zeros(1, 64, 100, 3), UNIT).toBufferedImage().getWidth())
        .isEqualTo(104);
  }

  @Test
  void showsRowsOfASquareLengthAsSquareImages() {
    FloatTensor rows = FloatTensor.of(TensorShape.of(1, 4), 0, 1, 0.2f, 0.4f);
    FloatTensor image = FloatTensor.of(TensorShape.of(1, 2, 2, 1), 0, 1, 0.2f, 0.4f);
    assertThat(levels(ImageGrid.of(rows, UNIT).toBufferedImage()))
        .isEqualTo(levels(ImageGrid.of(image, UNIT).toBufferedImage()));
  }

  @Test
  void showsRowsInAGivenShape() {
    FloatTensor rows = FloatTensor.of(TensorShape.of(1, 3), 0, 1, 0.2f);
    ImageGrid grid = ImageGrid.of(rows, UNIT, TensorShape.of(1, 3, 1)).withScale(1);
    assertThat(levels(grid.toBufferedImage()).get(2))
        .containsExactly(128, 128, 0, 255, 51, 128, 128);
  }

  @Test
  void drawsInkOnPaperWhenInverted() {
    FloatTensor image = FloatTensor.of(TensorShape.of(1, 1, 3, 1), 0, 0.2f, 1);
    ImageGrid grid = ImageGrid.of(image, UNIT).withScale(1).inverted();
    assertThat(levels(grid.toBufferedImage()).get(2))
        .containsExactly(128, 128, 255, 204, 0, 128, 128);
    assertThat(levels(grid.inverted().toBufferedImage()).get(2))
        .containsExactly(128, 128, 0, 51, 255, 128, 128);
  }

  @Test
  void refusesToInvertColours() {
    assertThatThrownBy(() -> ImageGrid.of(zeros(2, 4, 4, 3), UNIT).inverted())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "image grid: expected grey images to invert but found images [4, 4, 3] with colours;"
                + " show them as they are");
  }

  @Test
  void leavesAGivenGap() {
    FloatTensor images = FloatTensor.of(TensorShape.of(2, 1, 1, 1), 0, 1);
    ImageGrid grid = ImageGrid.of(images, UNIT).withColumns(2).withScale(1);
    assertThat(levels(grid.withGap(1).toBufferedImage()))
        .containsExactly(
            List.of(128, 128, 128, 128, 128),
            List.of(128, 0, 128, 255, 128),
            List.of(128, 128, 128, 128, 128));
    assertThat(levels(grid.withGap(0).toBufferedImage())).containsExactly(List.of(0, 255));
  }

  @Test
  void showsEachImageAsAFrame() {
    FloatTensor images = FloatTensor.of(TensorShape.of(2, 1, 1, 1), 0, 1);
    List<BufferedImage> frames = ImageGrid.of(images, UNIT).withScale(1).withGap(1).frames();
    assertThat(frames.stream().map(ImageGridTest::levels))
        .containsExactly(
            List.of(List.of(128, 128, 128), List.of(128, 0, 128), List.of(128, 128, 128)),
            List.of(List.of(128, 128, 128), List.of(128, 255, 128), List.of(128, 128, 128)));
  }

  @Test
  void writesAPngWithTheSamePixels() throws IOException {
    FloatTensor image = FloatTensor.of(TensorShape.of(1, 1, 3, 1), 0, 0.2f, 1);
    ImageGrid grid = ImageGrid.of(image, UNIT);
    Path png = dir.resolve("grid.png");
    grid.write(png);
    BufferedImage read = ImageIO.read(png.toFile());
    assertThat(levels(read)).isEqualTo(levels(grid.toBufferedImage()));
    assertThat(read.getColorModel().getNumComponents()).isEqualTo(1);
  }

  @Test
  void refusesRowsWithoutASquareLength() {
    assertThatThrownBy(() -> ImageGrid.of(zeros(2, 10), UNIT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "image grid: expected images [count, height, width, channels] or rows [count, length] of"
                + " a square length but found [2, 10]; give the shape of one image as well");
  }

  @Test
  void refusesTwoChannels() {
    assertThatThrownBy(() -> ImageGrid.of(zeros(2, 4, 4, 2), UNIT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "image grid: expected images [height, width, channels] of 1 or 3 channels but found"
                + " [4, 4, 2]; give the images' shape");
  }

  @Test
  void refusesAShapeThatTheRowsDoNotFill() {
    assertThatThrownBy(() -> ImageGrid.of(zeros(2, 9), UNIT, TensorShape.of(2, 2, 1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "image grid: expected a batch of images [2, 2, 1] but found [2, 9];"
                + " give the shape of one image of the batch");
  }

  @Test
  void refusesZeroColumnsZeroScaleAndANegativeGap() {
    ImageGrid grid = ImageGrid.of(zeros(2, 4, 4, 1), UNIT);
    assertThatThrownBy(() -> grid.withColumns(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "image grid columns: expected a whole number of at least 1 but found 0; give 1 or more");
    assertThatThrownBy(() -> grid.withScale(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "image grid scale: expected a whole number of at least 1 but found 0; give 1 or more");
    assertThatThrownBy(() -> grid.withGap(-1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "image grid gap: expected a whole number of at least 0 but found -1; give 0 or more");
  }

  @Test
  void refusesAPictureThatWouldNotFitInMemory() {
    ImageGrid grid = ImageGrid.of(zeros(4, 28, 28, 1), UNIT).withScale(Integer.MAX_VALUE);
    assertThatThrownBy(grid::toBufferedImage)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "image grid: expected at most 134217728 pixels but found 120259084238 x 120259084238;"
                + " show fewer images or a smaller scale");
  }

  @Test
  void refusesAFileThatCannotBeWritten() {
    Path png = dir.resolve("missing").resolve("grid.png");
    assertThatThrownBy(() -> ImageGrid.of(zeros(1, 2, 2, 1), UNIT).write(png))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            png
                + ": expected a file that can be written but found no such file or directory;"
                + " free space there, correct the permissions, or choose another place");
  }

  private static FloatTensor zeros(int... dims) {
    TensorShape shape = TensorShape.of(dims);
    return FloatTensor.wrap(shape, new float[shape.size()]);
  }

  /** Returns raw levels of the first band, since getRGB converts grey through a colour space. */
  private static List<List<Integer>> levels(BufferedImage image) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int y = 0; y < image.getHeight(); y++) {
      List<Integer> row = new ArrayList<>();
      for (int x = 0; x < image.getWidth(); x++) {
        row.add(image.getRaster().getSample(x, y, 0));
      }
      rows.add(row);
    }
    return rows;
  }
}
