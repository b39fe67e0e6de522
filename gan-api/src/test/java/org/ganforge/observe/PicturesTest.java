package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
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

/** Sample grids and the GIFs made from them. */
class PicturesTest {
  @TempDir Path dir;

  private Path gif() {
    return dir.resolve("progress.gif");
  }

  @Test
  void theGifGrowsDuringTraining() throws IOException {
    SampleGrids grids = SampleGrids.of(dir);
    ProgressGif progress = ProgressGif.of(dir);
    progress.on(Events.started(0, 5000));
    List<Integer> frames = new ArrayList<>();
    for (long iteration : new long[] {0, 500, 1000, 1050}) {
      grids.on(samples(iteration, 1, iteration / 1050f));
      progress.on(samples(iteration, 1, iteration / 1050f));
      frames.add(Files.exists(gif()) ? frames(gif()).size() : 0);
    }
    // The picture of iteration 1050 is not in the plan, and training has not grown by a tenth.
    assertThat(frames).containsExactly(0, 2, 3, 3);
    assertThat(delays(gif())).containsExactly("20", "20", "200");
  }

  @Test
  void writesAGridPerPictureOfSamplesWithThePlansColumns() throws IOException {
    SampleGrids grids = SampleGrids.of(dir);
    RecordingPlan recording = RecordingPlan.of().withGridRows(2).withGridColumns(3);
    grids.on(new TrainingEvent.Started(0, 1_000_000, TrainingPlan.of(), recording, null));
    grids.on(samples(0, 6, 0));
    grids.on(samples(1_000_000, 6, 1));
    assertThat(dir.toFile().list())
        .containsExactlyInAnyOrder("fakes-000000.png", "fakes-1000000.png");
    BufferedImage picture = ImageIO.read(dir.resolve("fakes-000000.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(3 * 66 + 2);
    assertThat(picture.getHeight()).isEqualTo(2 * 66 + 2);
  }

  @Test
  void showsThePicturesInTheirOrderUpToTheEnd() throws IOException {
    SampleGrids grids = SampleGrids.of(dir);
    for (long iteration : new long[] {1_000_000, 0, 500, 2_000_000}) {
      grids.on(samples(iteration, 1, iteration / 1_000_000f));
    }
    ProgressGif.of(dir).on(Events.finished(1_000_000));
    assertThat(frames(gif()).stream().map(f -> f.getRaster().getSample(10, 10, 0)))
        .containsExactly(0, 0, 255);
    assertThat(delays(gif())).containsExactly("20", "20", "200");
  }

  /** A run that was stopped after 730 iterations shows the same as one that was not. */
  @Test
  void leavesOutThePicturesOfEarlierEnds() throws IOException {
    SampleGrids grids = SampleGrids.of(dir);
    for (long iteration : new long[] {0, 500, 730, 1000, 1200}) {
      grids.on(samples(iteration, 1, iteration / 1200f));
    }
    ProgressGif progress = ProgressGif.of(dir);
    progress.on(Events.started(730, 1200));
    progress.on(Events.finished(1200));
    assertThat(frames(gif()).stream().map(f -> f.getRaster().getSample(10, 10, 0)))
        .containsExactly(0, 106, 212, 255);
  }

  @Test
  void loopsForever() throws IOException {
    SampleGrids grids = SampleGrids.of(dir);
    grids.on(samples(0, 1, 0));
    grids.on(samples(1, 1, 0));
    ProgressGif.of(dir).on(Events.finished(1));
    String bytes = new String(Files.readAllBytes(gif()), StandardCharsets.ISO_8859_1);
    assertThat(bytes).startsWith("GIF89a").containsOnlyOnce("NETSCAPE2.0\003\001\000\000\000");
  }

  @Test
  void usesAtMostTwoHundredPictures() throws IOException {
    SampleGrids grids = SampleGrids.of(dir);
    grids.on(samples(0, 1, 0.4f));
    grids.on(samples(1, 1, 0));
    for (int i = 2; i < 449; i++) {
      Files.copy(dir.resolve(SampleGrids.fileName(1)), dir.resolve(SampleGrids.fileName(i)));
    }
    grids.on(samples(449, 1, 0.6f));
    ProgressGif.of(dir).on(Events.finished(449));
    List<BufferedImage> frames = frames(gif());
    assertThat(frames).hasSize(200);
    assertThat(frames.get(0).getRaster().getSample(10, 10, 0)).isEqualTo(102);
    assertThat(frames.get(199).getRaster().getSample(10, 10, 0)).isEqualTo(153);
  }

  @Test
  void writesNoGifWithoutPictures() {
    ProgressGif.of(dir).on(Events.finished(10));
    assertThat(gif()).doesNotExist();
  }

  @Test
  void refusesAFileThatIsNotAPicture() throws IOException {
    Path png = Files.writeString(dir.resolve("fakes-000001.png"), "text");
    assertThatThrownBy(() -> ProgressGif.of(dir).on(Events.finished(10)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(png + ": expected a PNG picture but found something else; remove the file");
    assertThat(dir.toFile().list()).containsExactly("fakes-000001.png");
  }

  @Test
  void keepsGreyLevelsInAGifExactly() throws IOException {
    BufferedImage ramp = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < 256; x++) {
      ramp.getRaster().setSample(x, 0, 0, x);
    }
    Duration second = Duration.ofSeconds(1);
    AnimatedGif.write(gif(), List.of(ramp, ramp), second, second);
    for (BufferedImage frame : frames(gif())) {
      for (int x = 0; x < 256; x++) {
        assertThat(frame.getRGB(x, 0) & 0xffffff).isEqualTo(x * 0x010101);
      }
    }
  }

  @Test
  void keepsColoursInAGif() throws IOException {
    BufferedImage frame = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    frame.setRGB(0, 0, 0xff0000);
    frame.setRGB(1, 0, 0x0010ff);
    AnimatedGif.write(gif(), List.of(frame), Duration.ofMillis(10), Duration.ofMillis(10));
    BufferedImage read = frames(gif()).get(0);
    assertThat(read.getRGB(0, 0) & 0xffffff).isEqualTo(0xff0000);
    assertThat(read.getRGB(1, 0) & 0xffffff).isEqualTo(0x0010ff);
  }

  @Test
  void showsAWalkThereAndBackWithoutAJump() throws IOException {
    FloatTensor walk = FloatTensor.of(TensorShape.of(4, 1, 1, 1), 0, 0.2f, 0.4f, 0.6f);
    List<BufferedImage> steps = ImageGrid.of(walk, ValueRange.ZERO_TO_ONE).frames();
    AnimatedGif.writeThereAndBack(gif(), steps, Duration.ofMillis(100));
    assertThat(frames(gif()).stream().map(f -> f.getRaster().getSample(10, 10, 0)))
        .containsExactly(0, 51, 102, 153, 102, 51);
    assertThat(delays(gif())).containsOnly("10");
  }

  @Test
  void showsTheOnlyStepOfAWalkOnce() throws IOException {
    FloatTensor walk = FloatTensor.of(TensorShape.of(1, 1, 1, 1), 1);
    List<BufferedImage> steps = ImageGrid.of(walk, ValueRange.ZERO_TO_ONE).frames();
    AnimatedGif.writeThereAndBack(gif(), steps, Duration.ofMillis(100));
    assertThat(frames(gif())).hasSize(1);
  }

  @Test
  void refusesFramesOfTwoSizes() {
    List<BufferedImage> frames =
        List.of(
            new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY),
            new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY));
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> AnimatedGif.write(gif(), frames, second, second))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "frames of "
                + gif()
                + ": expected pictures of one size, 2 x 1 but found 2 x 2; give all the same size");
  }

  @Test
  void refusesNoFramesAndNoDelay() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> AnimatedGif.write(gif(), List.of(), second, second))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "frames of "
                + gif()
                + ": expected at least one but found none; give the pictures to show");
    List<BufferedImage> frames = List.of(new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY));
    assertThatThrownBy(() -> AnimatedGif.write(gif(), frames, Duration.ZERO, second))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("delay: expected 10 to 655350 ms but found 0 ms; choose one in that range");
  }

  private static TrainingEvent.Samples samples(long iteration, int count, float level) {
    TensorShape shape = TensorShape.of(count, 8, 8, 1);
    float[] values = new float[shape.size()];
    Arrays.fill(values, level);
    return new TrainingEvent.Samples(
        iteration, FloatTensor.wrap(shape, values), Appearance.of(ValueRange.ZERO_TO_ONE));
  }

  private static List<BufferedImage> frames(Path gif) throws IOException {
    List<BufferedImage> frames = new ArrayList<>();
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      reader.setInput(in);
      for (int i = 0; i < reader.getNumImages(true); i++) {
        frames.add(reader.read(i));
      }
    }
    return frames;
  }

  private static List<String> delays(Path gif) throws IOException {
    List<String> delays = new ArrayList<>();
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      reader.setInput(in);
      for (int i = 0; i < reader.getNumImages(true); i++) {
        IIOMetadataNode root =
            (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
        IIOMetadataNode control =
            (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
        delays.add(control.getAttribute("delayTime"));
      }
    }
    return delays;
  }
}
