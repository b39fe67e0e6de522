package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.Annotation;
import org.ganforge.observe.MixedImages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs {@code mixed} and {@code scores}: real images and samples in one picture. */
class MixedTest {
  @TempDir private static Path folder;
  private static TrainedTinyRun run = new TrainedTinyRun(Path.of(""));

  @BeforeAll
  static void train() {
    run = TrainedTinyRun.in(folder);
  }

  /** Half real images, from the run's 200 training images, and half samples. */
  private static MixedImages expected(int count, long seed) {
    ImageDataset learned = DatasetCatalogue.standard().load("digits").first(200);
    int[] chosen = learned.randomIndices(count / 2, Seeds.derive(seed, "real images"));
    FloatTensor samples = run.ask(trainer -> trainer.sample(count - chosen.length, seed));
    return MixedImages.of(learned.images(ValueRange.MINUS_ONE_TO_ONE, chosen), samples, seed);
  }

  private static int count(Path png, int rgb) {
    int count = 0;
    for (int pixel : TrainedTinyRun.pixels(TrainedTinyRun.picture(png))) {
      count += (pixel & 0xffffff) == rgb ? 1 : 0;
    }
    return count;
  }

  @Test
  void mixesAndOutlinesTheSamplesInASecondPicture() {
    Path png = run.path().resolve("mixed-3.png");
    Path answers = run.path().resolve("mixed-3-answers.png");

    assertThat(run.call("mixed", "--count", 7, "--seed", 3))
        .isEqualTo(
            new CommandRun(
                0,
                "7 images, seed 3, iteration 20, epoch 1: "
                    + png
                    + "\nthe samples outlined in red: "
                    + answers
                    + "\n",
                ""));
    int red = Annotation.FAKE.getRGB() & 0xffffff;
    assertThat(count(png, red)).isZero();
    // A frame of 2 pixels around an image of 56 x 56, four times.
    assertThat(count(answers, red)).isEqualTo(4 * (60 * 60 - 56 * 56));
    assertThat(TrainedTinyRun.picture(png).getWidth()).isEqualTo(5 * 62 + 6);
    assertThat(TrainedTinyRun.picture(answers).getWidth()).isEqualTo(5 * 62 + 6);
  }

  @Test
  void scoresEachImage() throws IOException {
    Path png = folder.resolve("scores.png");
    CommandRun result =
        run.call("scores", "--count", 6, "--seed", 4, "--columns", 3, "--json", "--out", png);

    assertThat(result.err()).isEmpty();
    JsonNode json = JsonMapper.builder().build().readTree(result.out());
    assertThat(json.get("iteration").intValue()).isEqualTo(20);
    assertThat(json.get("picture").textValue()).isEqualTo(png.toString());
    MixedImages mixed = expected(6, 4);
    FloatTensor scores = run.ask(trainer -> trainer.score(mixed.images()));
    for (int i = 0; i < 6; i++) {
      JsonNode image = json.get("images").get(i);
      assertThat(image.get("real").booleanValue()).isEqualTo(mixed.isReal(i));
      assertThat(image.get("score").floatValue()).isEqualTo(scores.get(i));
    }
    JsonNode kind = json.get("kinds").get("learned");
    assertThat(kind.get("images").intValue()).isEqualTo(200);
    // All training images, in whatever order.
    FloatTensor learned =
        DatasetCatalogue.standard()
            .load("digits")
            .images(ValueRange.MINUS_ONE_TO_ONE, IntStream.range(0, 200).toArray());
    FloatTensor all = run.ask(trainer -> trainer.score(learned));
    double mean = 0;
    double real = 0;
    for (int i = 0; i < 200; i++) {
      mean += all.get(i) / 200.0;
      real += all.get(i) > 0.5 ? 1 / 200.0 : 0;
    }
    assertThat(kind.get("mean").doubleValue()).isCloseTo(mean, within(1e-6));
    assertThat(kind.get("taken_for_real").doubleValue()).isCloseTo(real, within(1e-9));
    assertThat(json.get("kinds").has("test")).isTrue();
    assertThat(count(png, Annotation.REAL.getRGB() & 0xffffff)).isPositive();
    assertThat(count(png, Annotation.FAKE.getRGB() & 0xffffff)).isPositive();
  }

  @Test
  void printsTheMeanScores() {
    assertThat(run.call("scores", "--count", 4).out())
        .matches(
            "mean score: 0\\.\\d{3} for the real images, 0\\.\\d{3} for the samples\\R"
                + "4 images, seed 0, iteration 20, epoch 1: .*scores-of-0\\.png\\R\\R"
                + "scores of    images      mean     judged real\\R"
                + "training +200 +0\\.\\d{3} +\\d+\\.\\d %\\R"
                + "test +1000 +0\\.\\d{3} +\\d+\\.\\d %\\R"
                + "samples +1000 +0\\.\\d{3} +\\d+\\.\\d %\\R"
                + "histogram: .*scores-of-0-histogram\\.png\\R");
    assertThat(run.path().resolve("scores-of-0-histogram.png")).isRegularFile();
  }

  @Test
  void refusesASingleImage() {
    assertThat(run.call("mixed", "--count", 1))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: --count: expected a whole number of at least 2, for a real image and a"
                    + " generated one but found 1; give 2 or more\n"));
  }

  @Test
  void refusesMoreRealImagesThanTheTrainingHad() {
    assertThat(run.call("mixed", "--count", 402).err())
        .isEqualTo(
            "gan: --count: expected at most 400, twice the real images of the run, but found 402;"
                + " give fewer\n");
  }

  @Test
  void refusesImagesThatTheRunWasNotTrainedOn() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path json = other.resolve("run.json");
    Files.writeString(
        json,
        Files.readString(run.path().resolve("run.json"))
            .replaceFirst("\"digest\": \"[0-9a-f]{8}", "\"digest\": \"00000000"));
    Files.createDirectories(other.resolve("checkpoints"));
    copy(run.path().resolve("checkpoints/step-20"), other.resolve("checkpoints/step-20"));

    CommandRun result = CommandRun.of("scores", other);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .matches(
            "gan: data set digits: expected the images that the run was trained on, SHA-256"
                + " 00000000[0-9a-f]{56} but found others, [0-9a-f]{64}; give the folder of the"
                + " right ones with --data DIR\\R");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (var files = Files.list(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
      }
    }
  }
}
