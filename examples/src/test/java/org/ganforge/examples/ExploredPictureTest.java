package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.ganforge.Batch;
import org.ganforge.data.ValueRange;
import org.ganforge.latent.LatentMoves;
import org.ganforge.latent.LatentVectors;
import org.ganforge.latent.LatentWalk;
import org.ganforge.latent.Truncation;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.ImageGrid;
import org.ganforge.observe.NpyFile;
import org.ganforge.run.Generator;
import org.ganforge.tf.TensorFlowBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One image of the space of noise: moved, truncated, on the way, or a sum, by one command. */
class ExploredPictureTest {
  @TempDir private static Path folder;
  private static TrainedTinyRun run = new TrainedTinyRun(Path.of(""));

  @BeforeAll
  static void train() {
    run = TrainedTinyRun.in(folder);
  }

  /** Returns the pixels of one image that the library draws from noise. */
  private static int[] drawn(Function<Generator, FloatTensor> noise) {
    try (Generator generator = Generator.load(run.path(), TensorFlowBackend.of())) {
      FloatTensor image = generator.generate(noise.apply(generator));
      assertThat(image.count()).isEqualTo(1);
      return TrainedTinyRun.pixels(
          ImageGrid.of(image, ValueRange.MINUS_ONE_TO_ONE).toBufferedImage());
    }
  }

  private static int[] pixels(Path png) {
    return TrainedTinyRun.pixels(TrainedTinyRun.picture(png));
  }

  private static FloatTensor point(Generator generator, int seed, int index, String moves) {
    FloatTensor noise = generator.noise(index + 1, seed).slice(index, index + 1);
    return LatentMoves.read("test", moves, ",").from(noise, () -> generator.directions(0));
  }

  @Test
  void sampleDrawsOneImageOfASeedAlone() {
    Path png = folder.resolve("index.png");
    CommandRun result = run.call("sample", "--seed", 9, "--index", 3, "--out", png);

    assertThat(result)
        .isEqualTo(
            new CommandRun(
                0, "1 image, seed 9, image 3, iteration 20, epoch 1: " + png + "\n", ""));
    assertThat(pixels(png)).isEqualTo(drawn(generator -> point(generator, 9, 3, "")));
  }

  @Test
  void sampleMovesAndTruncates() {
    Path png = folder.resolve("moved.png");
    CommandRun result =
        run.call(
            "sample",
            "--seed",
            9,
            "--index",
            3,
            "--move",
            "z7=0.4,pc1=2.5",
            "--truncation",
            0.7,
            "--out",
            png);

    assertThat(result)
        .isEqualTo(
            new CommandRun(
                0,
                "1 image, seed 9, image 3, moved pc1=2.5,z7=0.4, truncated to 0.7, iteration 20,"
                    + " epoch 1: "
                    + png
                    + "\n",
                ""));
    int[] expected =
        drawn(
            generator ->
                LatentMoves.read("test", "pc1=2.5,z7=0.4", ",")
                    .from(
                        new Truncation(0.7).of(generator.gan().noise(), point(generator, 9, 3, "")),
                        () -> generator.directions(0)));
    assertThat(pixels(png)).isEqualTo(expected).isNotEqualTo(pixels(unmoved()));
  }

  private static Path unmoved() {
    Path png = folder.resolve("unmoved.png");
    run.call("sample", "--seed", 9, "--index", 3, "--out", png);
    return png;
  }

  @Test
  void sampleMovesEveryImageOfAGrid() throws IOException {
    Path npy = folder.resolve("grid.npy");
    CommandRun result = run.call("sample", "--count", 4, "--move", "z1=1.5", "--out", npy);

    assertThat(result.code()).isZero();
    assertThat(Files.readString(folder.resolve("grid.npy.json")))
        .contains("  \"seed\": 0,\n  \"move\": \"z1=1.5\",\n  \"run\": ");
  }

  @Test
  void namesTheFileAfterTheImage() {
    assertThat(run.call("sample", "--index", 0, "--truncation", 0.5).out())
        .endsWith(run.path().resolve("samples-0.0-truncated-0.5.png") + "\n");
    assertThat(run.call("sample", "--index", 2, "--move", "z0=1").out())
        .endsWith(run.path().resolve("samples-0.2-moved.png") + "\n");
  }

  @Test
  void morphDrawsOnePointOfTheWay() {
    Path png = folder.resolve("between.png");
    CommandRun result =
        run.call(
            "morph",
            "--seeds",
            "5:2+pc1=1.5+z3=-1,9",
            "--path",
            "spherical",
            "--at",
            0.35,
            "--out",
            png);

    assertThat(result)
        .isEqualTo(
            new CommandRun(
                0,
                "1 image at 0.35 from 5:2+pc1=1.5+z3=-1 to 9, iteration 20, epoch 1: " + png + "\n",
                ""));
    assertThat(folder.resolve("between.gif")).doesNotExist();
    assertThat(pixels(png))
        .isEqualTo(
            drawn(
                generator ->
                    LatentWalk.sphericalAt(
                        point(generator, 5, 2, "pc1=1.5,z3=-1"),
                        point(generator, 9, 0, ""),
                        0.35)));
  }

  @Test
  void arithmeticDrawsItsResultAlone() {
    Path png = folder.resolve("sum.png");
    CommandRun result =
        run.call(
            "arithmetic",
            "--seeds",
            "5,9:3+pc2=-2,6",
            "--combine",
            "a-b+c",
            "--result-only",
            "--out",
            png);

    assertThat(result)
        .isEqualTo(
            new CommandRun(
                0,
                "a = 5, b = 9:3+pc2=-2, c = 6 and a-b+c, iteration 20, epoch 1: " + png + "\n",
                ""));
    assertThat(pixels(png))
        .isEqualTo(
            drawn(
                generator ->
                    LatentVectors.plus(
                        LatentVectors.minus(
                            point(generator, 5, 0, ""), point(generator, 9, 3, "pc2=-2")),
                        point(generator, 6, 0, ""))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sample --index -1|--index: expected a number from 0 to 99999 but found -1; choose one in"
            + " that range",
        "sample --index 1 --count 2|--count: expected it or --index but found both; leave one out:"
            + " --index draws one image",
        "sample --move pc1|--move: expected moves such as pc1=2.5,z7=-0.4 but found \"pc1\"; name a"
            + " direction, pc1 for the first principal one or z0 for the first coordinate, then ="
            + " and a decimal number",
        "sample --move pc9=1|move pc9=1: expected pc1 to pc8 but found pc9; choose one of"
            + " them",
        "sample --truncation 0|truncation: expected a number above 0 but found 0; give a number"
            + " above 0",
        "sample --truncation 6|truncation: expected a number from 0 to 5 but found 6; choose one in"
            + " that range",
        "morph --at 0.5|--at: expected --seeds and at most one class with it but found no --seeds;"
            + " give --seeds A,B and one class",
        "morph --seeds 1,2 --at 2|--at: expected a number from 0 to 1 but found 2; choose one in"
            + " that range",
        "morph --seeds 1,2+x=1|--seeds: expected moves such as pc1=2.5+z7=-0.4 but found \"x=1\";"
            + " name a direction, pc1 for the first principal one or z0 for the first coordinate,"
            + " then = and a decimal number",
      })
  void refusesWhatItCannotDraw(String words, String message) {
    String[] all = words.split(" ");
    Object[] options = Arrays.copyOfRange(all, 1, all.length, Object[].class);
    CommandRun result = run.call(all[0], options);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("gan: " + message).hasLineCount(1);
  }

  /** With the label multiplied into the noise, each class has directions of its own. */
  @Test
  void movesEachClassAlongItsOwnDirections() throws IOException {
    Path own = Files.createDirectory(folder.resolve("conditional"));
    Path trained = own.resolve("run");
    assertThat(CommandRun.of("train", TinySpec.conditional(own), "--run", trained).err()).isEmpty();
    Path all = own.resolve("all.npy");
    assertThat(
            CommandRun.of(
                    "sample", trained, "--count", 1, "--label", "2,5", "--move", "pc1=3", "--out",
                    all)
                .code())
        .isZero();
    FloatTensor together = NpyFile.read(all);
    try (Generator generator = Generator.load(trained, TensorFlowBackend.of())) {
      for (Map.Entry<Integer, Integer> label : Map.of(0, 2, 1, 5).entrySet()) {
        FloatTensor noise =
            LatentMoves.read("test", "pc1=3", ",")
                .from(generator.noise(1, 0), () -> generator.directions(label.getValue()));
        FloatTensor alone = generator.generate(Batch.of(noise).withLabel(label.getValue()));
        assertThat(together.example(label.getKey()).toArray())
            .containsExactly(alone.toArray(), within(1e-5f));
      }
    }
  }
}
