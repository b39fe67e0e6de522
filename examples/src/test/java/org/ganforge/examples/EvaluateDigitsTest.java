package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verb {@code evaluate} on the built-in digits, whose classifier takes longer to train than the
 * smaller ones of {@link EvaluateTest}.
 */
@Tag("slow")
class EvaluateDigitsTest {
  @TempDir private static Path folder;
  private static TrainedTinyRun run = new TrainedTinyRun(Path.of(""));
  private static CommandRun first = new CommandRun(0, "", "");

  @BeforeAll
  static void train() {
    System.setProperty("ganforge.home", folder.resolve("cache").toString());
    run = TrainedTinyRun.in(folder);
    first = run.call("evaluate", "--count", 100, "--out", folder.resolve("first.png"));
  }

  @AfterAll
  static void forgetTheCache() {
    System.clearProperty("ganforge.home");
  }

  @Test
  void trainsItsClassifierTheFirstTime() {
    assertThat(first.err()).isEmpty();
    String training = "training a classifier on the real images, once";
    String tenths =
        IntStream.rangeClosed(1, 10)
            .mapToObj(i -> training + ": " + 10 * i + " %\n")
            .collect(Collectors.joining());
    assertThat(first.out())
        .startsWith(training + " ...\n" + tenths + "run       " + run.path())
        .contains("\nsamples   100, seed 0\n")
        .containsPattern(
            "\nclasses   by a classifier trained on digits, right on (9[89]|100)\\.\\d\\d % of its"
                + " 2,000 test images and not sure about 0\\.\\d\\d %\n")
        .containsPattern("\nclass  samples     data\n0      +\\d+\\.\\d %   10\\.0 %")
        .containsPattern("\nnone   +\\d+\\.\\d %    0\\.0 %")
        // So small a GAN draws nothing close to a digit; the test digits are close.
        .containsPattern("\nFrechet dist. +\\d{3,}\\.\\d\\d +\\d{1,2}\\.\\d\\d\n")
        .containsPattern("\nprecision +0\\.0\\d\\d +0\\.[89]\\d\\d\n")
        .containsPattern("\ncoverage +0\\.0\\d\\d +(0\\.9\\d\\d|1\\.000)\n")
        .contains(
            "\n"
                + "figures   of 100 samples against as many training images, in the classifier's"
                + " features, so not an FID; 'real' are test images\n"
                + "copies    0.0 % of 100 samples are copies of a training image\n")
        .containsPattern(
            "\nscore     [1-9]\\.\\d\\d of 10, by the classifier: how sure it is, and over")
        .contains("\npicture   " + folder.resolve("first.png") + "\n")
        .endsWith(
            "\nnearest   "
                + run.path().resolve("neighbours.png")
                + ": samples beside the images most like them\n");
    assertThat(folder.resolve("first.png")).isRegularFile();
    assertThat(run.path().resolve("neighbours.png")).isRegularFile();
  }

  @Test
  void cachesItForTheNextTimeAndPrintsJson() throws IOException {
    Path png = folder.resolve("bars.png");
    CommandRun result = run.call("evaluate", "--count", 200, "--seed", 5, "--json", "--out", png);

    assertThat(result.err()).isEmpty();
    JsonNode json = JsonMapper.builder().build().readTree(result.out());
    assertThat(run.path().resolve("evaluation.json")).hasContent(result.out());
    assertThat(json.get("backbone").textValue()).hasSize(64);
    assertThat(json.get("samples").intValue()).isEqualTo(200);
    assertThat(json.get("seed").intValue()).isEqualTo(5);
    assertThat(json.get("classifier_accuracy").doubleValue()).isGreaterThan(0.98);
    assertThat(json.get("classes")).hasSize(10);
    assertThat(json.get("classifier_none").doubleValue()).isBetween(0.0, 0.01);
    double samples = json.get("none").doubleValue();
    double distance = samples / 2;
    for (JsonNode one : json.get("classes")) {
      samples += one.get("samples").doubleValue();
      distance += Math.abs(one.get("samples").doubleValue() - one.get("data").doubleValue()) / 2;
      assertThat(one.get("data").doubleValue()).isEqualTo(0.1);
    }
    assertThat(samples).isBetween(1 - 1e-9, 1 + 1e-9);
    assertThat(json.get("total_variation").doubleValue())
        .isBetween(distance - 1e-9, distance + 1e-9);
    assertThat(png).isRegularFile();
    JsonNode figures = json.get("figures");
    // Half of the run's 200 training images.
    assertThat(figures.get("images").intValue()).isEqualTo(100);
    assertThat(figures.get("copies").doubleValue()).isEqualTo(0);
    JsonNode floor = figures.get("floor");
    assertThat(figures.get("samples").get("frechet_distance").doubleValue())
        .isGreaterThan(10 * floor.get("frechet_distance").doubleValue());
    assertThat(floor.get("recall").doubleValue()).isGreaterThan(0.7);
    assertThat(figures.get("samples").get("recall").doubleValue()).isLessThan(0.1);
  }
}
