package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The share of each class among samples, from the command line, with a cache of the test's own. */
class EvaluateTest {
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
  void trainsItsJudgeTheFirstTime() {
    assertThat(first.err()).isEmpty();
    String training = "training a classifier of the real images, once";
    String tenths =
        IntStream.rangeClosed(1, 10)
            .mapToObj(i -> training + ": " + 10 * i + " %\n")
            .collect(Collectors.joining());
    assertThat(first.out())
        .startsWith(training + " ...\n" + tenths + "run       " + run.path())
        .contains("\nsamples   100, seed 0\n")
        .containsPattern(
            "\nclasses   by a classifier trained on digits, right on (9[89]|100)\\.\\d\\d % of its"
                + " 2,000 test images and not sure of 0\\.\\d\\d %\n")
        .containsPattern("\nclass  samples     data\n0      +\\d+\\.\\d %   10\\.0 %")
        .containsPattern("\nnone   +\\d+\\.\\d %    0\\.0 %")
        // Nothing that so small a GAN draws is near a digit; the test digits are.
        .containsPattern("\nFrechet dist. +\\d{3,}\\.\\d\\d +\\d{1,2}\\.\\d\\d\n")
        .containsPattern("\nprecision +0\\.0\\d\\d +0\\.[89]\\d\\d\n")
        .containsPattern("\ncoverage +0\\.0\\d\\d +(0\\.9\\d\\d|1\\.000)\n")
        .contains(
            "\nfigures   of 100 samples against as many learned images, in the classifier's features,"
                + " which makes them no FID; 'real' are test images\n"
                + "copies    0.0 % of 100 samples are copies of an image that was learned\n")
        .contains("\npicture   " + folder.resolve("first.png") + "\n");
    assertThat(folder.resolve("first.png")).isRegularFile();
  }

  @Test
  void keepsItForTheNextTimeAndTellsAProgramAsWell() throws IOException {
    Path png = folder.resolve("bars.png");
    CommandRun result = run.call("evaluate", "--count", 200, "--seed", 5, "--json", "--out", png);

    assertThat(result.err()).isEmpty();
    JsonNode json = JsonMapper.builder().build().readTree(result.out());
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
    // As many as half of the 200 images that the run has learned.
    assertThat(figures.get("images").intValue()).isEqualTo(100);
    assertThat(figures.get("copies").doubleValue()).isEqualTo(0);
    JsonNode floor = figures.get("floor");
    assertThat(figures.get("samples").get("frechet_distance").doubleValue())
        .isGreaterThan(10 * floor.get("frechet_distance").doubleValue());
    assertThat(floor.get("recall").doubleValue()).isGreaterThan(0.7);
    assertThat(figures.get("samples").get("recall").doubleValue()).isLessThan(0.1);
  }

  /** Fewer samples than the classifier has features have no covariance of full rank. */
  @Test
  void saysWhereThereAreTooFewForFigures() {
    CommandRun result = run.call("evaluate", "--count", 20);

    assertThat(result.err()).isEmpty();
    assertThat(run.path().resolve("coverage.png")).isRegularFile();
    assertThat(result.out())
        .contains("\npicture   " + run.path().resolve("coverage.png") + "\n")
        .contains("\nfigures   none: they need more images than the classifier has features\n");
  }

  /** A generator whose every image is the same grey. */
  @Test
  void findsNoClassInGreyImages() throws IOException {
    Path grey = Files.createDirectory(folder.resolve("grey"));
    Path spec =
        TinySpec.with(
            grey,
            "\"kernel_size\": 3, \"padding\": \"same\"",
            "\"kernel_size\": 3, \"padding\": \"same\", \"kernel_initializer\": \"zeros\","
                + " \"trainable\": false");
    Path run = grey.resolve("run");
    assertThat(CommandRun.of("train", spec, "--steps", 1, "--run", run).code()).isZero();

    CommandRun result = CommandRun.of("evaluate", run, "--count", 200);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("\n5        0.0 %   10.0 %\n")
        .contains("\nnone   100.0 %    0.0 %  " + "#".repeat(30) + "\n")
        .contains("\nmissing   0, 1, 2, 3, 4, 5, 6, 7, 8, 9\n")
        .contains(
            "\ndistance  100.0 % of the samples would have to change class to match the data\n")
        .contains("\nwarning   200 of 200 samples show no class: ");
  }

  @Test
  void refusesToJudgeNothing() {
    assertThat(run.call("evaluate", "--count", 0))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: --count: expected a whole number of at least 1 but found 0; give 1 or more\n"));
  }

  @Test
  void refusesAFolderThatIsNoRun() {
    assertThat(CommandRun.of("evaluate", folder))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: run directory "
                    + folder
                    + ": expected a directory with a run.json but found a directory without one;"
                    + " give a directory that a training has made, such as runs/00000-mnist-dcgan\n"));
  }
}
