package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.ganforge.data.ValueRange;
import org.ganforge.latent.LatentWalk;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.ImageGrid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verb {@code morph}: walks through the latent space. */
class MorphTest {
  @TempDir private static Path folder;
  private static TrainedTinyRun run = new TrainedTinyRun(Path.of(""));

  @BeforeAll
  static void train() {
    run = TrainedTinyRun.in(folder);
  }

  /** Asserts that the strip shows exactly the images of the walk, as drawn by the library. */
  private static void assertShows(Path strip, FloatTensor walk) {
    FloatTensor images = run.ask(trainer -> trainer.generate(walk));
    ImageGrid grid = ImageGrid.of(images, ValueRange.MINUS_ONE_TO_ONE).withColumns(images.count());
    assertThat(TrainedTinyRun.pixels(TrainedTinyRun.picture(strip)))
        .isEqualTo(TrainedTinyRun.pixels(grid.toBufferedImage()));
  }

  private static int frames(Path gif) throws Exception {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      reader.setInput(in);
      return reader.getNumImages(true);
    } finally {
      reader.dispose();
    }
  }

  @Test
  void walksAlongTheDocumentsDiagonal() throws Exception {
    Path strip = run.path().resolve("morph-diagonal.png");
    Path animation = run.path().resolve("morph-diagonal.gif");

    assertThat(run.call("morph"))
        .isEqualTo(
            new CommandRun(
                0,
                "10 steps along the diagonal, iteration 20, epoch 1: "
                    + strip
                    + "\nanimated: "
                    + animation
                    + "\n",
                ""));
    assertShows(strip, LatentWalk.diagonal(8));
    // There and back, with each end once.
    assertThat(frames(animation)).isEqualTo(18);
  }

  @Test
  void walksFromZerosToOnes() {
    Path strip = run.path().resolve("morph-diagonal-0-1.png");

    assertThat(run.call("morph", "--diagonal", "0,1").out())
        .startsWith(
            "10 steps along the diagonal from 0 to 1, iteration 20, epoch 1: " + strip + "\n");
    FloatTensor zeros = FloatTensor.of(TensorShape.of(8), new float[8]);
    FloatTensor ones = FloatTensor.of(TensorShape.of(8), 1, 1, 1, 1, 1, 1, 1, 1);
    assertShows(strip, LatentWalk.linear(zeros, ones, 10));
  }

  @Test
  void walksStraightBetweenTwoSeeds() {
    Path strip = run.path().resolve("morph-3--4-linear-5.png");

    assertThat(run.call("morph", "--seeds", "3,-4", "--steps", 5).out())
        .startsWith("5 steps from 3 to -4, iteration 20, epoch 1: " + strip + "\n");
    assertShows(
        strip, run.ask(trainer -> LatentWalk.linear(trainer.noise(1, 3), trainer.noise(1, -4), 5)));
  }

  @Test
  void walksAlongTheArcBetweenImagesOfAGrid() {
    Path strip = folder.resolve("arc.png");

    CommandRun result =
        run.call("morph", "--seeds", "3:2, 3:7", "--path", "spherical", "--out", strip);
    assertThat(result.out())
        .startsWith("10 steps from 3:2 to 3:7, iteration 20, epoch 1: " + strip);
    assertThat(folder.resolve("arc.gif")).isRegularFile();
    FloatTensor grid = run.ask(trainer -> trainer.noise(40, 3));
    assertShows(strip, LatentWalk.spherical(grid.example(2), grid.example(7), 10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seeds 3|--seeds: expected two seeds, or images of seeds, such as 7,9 or 7:12,7:30, but"
            + " found \"3\"; separate two with commas",
        "--seeds 3,b|--seeds: expected two seeds, or images of seeds, such as 7,9 or 7:12,7:30, but"
            + " found \"b\"; write seed or seed:image, and add moves with a +",
        "--path linear|--path: expected --seeds with it, since the diagonal is straight, but found"
            + " it alone; leave it out or give --seeds A,B",
        "--seeds 1,2 --path round|--path: expected one of linear, spherical but found \"round\";"
            + " choose one of them",
        "--seeds 1,2 --steps 1|--steps: expected at least 2, for the first and the last image, but"
            + " found 1; give 2 or more",
        "--diagonal 0|--diagonal: expected two numbers such as 0,1 or -0.5,0.5 but found \"0\";"
            + " separate them with a comma",
        "--diagonal 0,1 --seeds 1,2|--diagonal: expected it without --seeds and without two"
            + " classes but found --seeds; leave one out",
        "--diagonal 0,1 --steps 1|--steps: expected at least 2, for the first and the last image,"
            + " but found 1; give 2 or more",
        "--steps 0|--steps: expected a whole number from 1 to 1000 but found 0; choose one in that"
            + " range",
        "--out a.gif|--out: expected a file name that ends in .png but found a.gif; change it"
      })
  void refusesWhatItCannotWalk(String options, String mistake) {
    CommandRun result = run.call("morph", (Object[]) options.split(" "));

    assertThat(result.err().replace(" (see ./gan morph --help)", ""))
        .isEqualTo("gan: " + mistake + "\n");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }
}
