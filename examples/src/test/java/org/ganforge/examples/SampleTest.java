package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ganforge.GanTrainer;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.NpyFile;
import org.ganforge.observe.RunDirectory;
import org.ganforge.tf.TensorFlowBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb {@code sample}. */
class SampleTest {
  @TempDir private static Path folder;
  private static Path run = Path.of("");

  @BeforeAll
  static void train() {
    run = folder.resolve("run");
    assertThat(CommandRun.of("train", TinySpec.in(folder), "--run", run).code()).isZero();
  }

  private static CommandRun sample(Object... options) {
    Object[] words = Stream.concat(Stream.of("sample", run), Stream.of(options)).toArray();
    return CommandRun.of(words);
  }

  @Test
  void drawsAGrid() throws IOException {
    Path png = folder.resolve("grid.png");
    CommandRun result = sample("--count", 6, "--columns", 3, "--seed", 9, "--out", png);

    assertThat(result)
        .isEqualTo(new CommandRun(0, "6 images, seed 9, iteration 20, epoch 1: " + png + "\n", ""));
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isEqualTo(2 + 3 * (56 + 2));
    assertThat(image.getHeight()).isEqualTo(2 + 2 * (56 + 2));
  }

  @Test
  void drawsTheSameForTheSameSeedAndReplacesTheFile() throws IOException {
    Path png = folder.resolve("same.png");
    sample("--count", 4, "--seed", 1, "--out", png);
    byte[] first = Files.readAllBytes(png);
    sample("--count", 4, "--seed", 2, "--out", png);
    byte[] other = Files.readAllBytes(png);
    sample("--count", 4, "--seed", 1, "--out", png);

    assertThat(Files.readAllBytes(png)).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void saysOneImageForOne() {
    assertThat(sample("--count", 1).out()).startsWith("1 image, seed 0, iteration 20, epoch 1: ");
  }

  @Test
  void putsAGridIntoTheRunByDefault() {
    CommandRun result = sample();

    assertThat(result.out())
        .isEqualTo(
            "40 images, seed 0, iteration 20, epoch 1: " + run.resolve("samples-0.png") + "\n");
    assertThat(run.resolve("samples-0.png")).isRegularFile();
  }

  @Test
  void writesNumbersInTheModelsRangeAndRecordsTheirOrigin() throws IOException {
    Path npy = folder.resolve("numbers.npy");
    assertThat(sample("--count", 3, "--seed", 4, "--out", npy).code()).isZero();

    FloatTensor images = NpyFile.read(npy);
    assertThat(images.shape()).hasToString("[3, 28, 28, 1]");
    try (GanTrainer trainer = TensorFlowBackend.of().open(new RunDirectory(run).info().gan())) {
      trainer.restore(run.resolve("checkpoints/step-20"));
      assertThat(images).isEqualTo(trainer.sample(3, 4));
    }
    assertThat(IntStream.range(0, images.shape().size()).mapToObj(images::get))
        .allMatch(value -> value >= -1 && value <= 1)
        .anyMatch(value -> value < -0.01);
    assertThat(folder.resolve("numbers.npy.json"))
        .hasContent(
            """
            {
              "model": "tiny",
              "dtype": "float32",
              "shape": [ 3, 28, 28, 1 ],
              "range": [ -1, 1 ],
              "seed": 4,
              "run": "%s",
              "checkpoint": "step-20",
              "iteration": 20,
              "dataset": "digits"
            }
            """
                .formatted(run.toAbsolutePath().normalize()));
  }

  @Test
  void refusesMoreImagesThanFitIntoMemory() {
    assertThat(sample("--count", 171_197))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: --count: expected at most 171196 images [28, 28, 1], which fit into memory,"
                    + " but found 171197; draw several files, each with its own --seed\n"));
  }

  /** It used to draw for 20 seconds before it said so. */
  @Test
  void refusesAPictureOfTooManyPixelsBeforeItDraws() throws IOException {
    Path bare = Files.createDirectory(folder.resolve("bare")); // without weights to draw with
    Files.copy(run.resolve("run.json"), bare.resolve("run.json"));
    for (Object[] options :
        new Object[][] {
          {"sample", bare, "--count", 170_000, "--out", folder.resolve("a.png")},
          {"sample", bare, "--count", 40_000, "--columns", 40_000},
        }) {
      assertThat(CommandRun.of(options).err())
          .startsWith(
              "gan: --count " + options[3] + " image grid: expected at most 134217728 pixels")
          .hasLineCount(1);
    }
    for (String verb : new String[] {"mixed", "scores"}) {
      assertThat(CommandRun.of(verb, bare, "--count", 170_000).err())
          .startsWith(
              "gan: --count 170000 image grid: expected at most 134217728 pixels but found ")
          .hasLineCount(1);
    }
    Path target = folder.resolve("never");
    assertThat(
            CommandRun.of(
                "train",
                folder.resolve("tiny.json"),
                "--run",
                target,
                "--set",
                "recording.grid_rows=4000",
                "--set",
                "recording.grid_columns=40"))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: recording grid 160000 image grid: expected at most 134217728 pixels but found 2322 x"
                    + " 232002; show fewer images or a smaller scale\n"));
    assertThat(target).doesNotExist();
  }

  @Test
  void keepsTheOldOriginIfTheNumbersCannotBeWritten() throws IOException {
    Path numbers = folder.resolve("blocked.npy");
    Files.createDirectories(numbers.resolve("folder"));
    Path origin = Files.writeString(folder.resolve("blocked.npy.json"), "of another run");

    assertThat(sample("--count", 2, "--out", numbers).code()).isEqualTo(2);
    assertThat(origin).hasContent("of another run");
  }

  @Test
  void refusesAFileOfAnotherKind() {
    assertThat(sample("--out", "digits.jpg"))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: --out: expected a file name that ends in .png or .npy but found digits.jpg;"
                    + " change it\n"));
  }

  @Test
  void refusesAFileInAMissingFolder() {
    Path out = folder.resolve("no/where.png");

    assertThat(sample("--out", out))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: --out: expected a file in an existing folder but found "
                    + out
                    + "; create "
                    + out.getParent()
                    + " first\n"));
  }

  @Test
  void refusesARunThatNeverSavedItsWeights() throws IOException {
    Path cutOff = Files.createDirectory(folder.resolve("cut-off"));
    Files.copy(run.resolve("run.json"), cutOff.resolve("run.json"));

    assertThat(CommandRun.of("sample", cutOff).err())
        .isEqualTo(
            "gan: run directory "
                + cutOff
                + ": expected a checkpoint in "
                + cutOff.resolve("checkpoints")
                + " but found none; training of this run was interrupted; train again\n");
  }

  @Test
  void refusesARunWithADamagedRecord() throws IOException {
    Path damaged = Files.createDirectory(folder.resolve("damaged"));
    Files.writeString(damaged.resolve("run.json"), "{");

    CommandRun result = CommandRun.of("sample", damaged);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("gan: " + damaged.resolve("run.json") + " $: expected JSON but found ")
        .hasLineCount(1);
  }
}
