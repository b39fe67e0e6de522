package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ganforge.train.Measure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verbs {@code evaluate} and {@code compare}, with a separate cache, in a locale with Turkish
 * letters and Arabic digits, which must not appear.
 */
class EvaluateTest {
  private static final Locale USUAL = Locale.getDefault();

  @TempDir private static Path folder;
  private static SmallDigits digits = new SmallDigits(Path.of(""), Path.of(""));
  private static TrainedTinyRun run = new TrainedTinyRun(Path.of(""));
  private static CommandRun first = new CommandRun(0, "", "");

  @BeforeAll
  static void train() {
    Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
    System.setProperty("ganforge.home", folder.resolve("cache").toString());
    digits = SmallDigits.in(folder);
    run = new TrainedTinyRun(folder.resolve("run"));
    assertThat(digits.train(run.path()).code()).isZero();
    first = run.call("evaluate", "--count", 100, "--out", folder.resolve("first.png"));
  }

  @AfterAll
  static void forgetTheCacheAndTheLocale() {
    Locale.setDefault(USUAL);
    System.clearProperty("ganforge.home");
  }

  @Test
  void trainsItsClassifierTheFirstTime() {
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).doesNotContainPattern("[\\p{Nd}&&[^0-9]]|[İı]");
    String training = "training a classifier on the real images, once";
    String tenths =
        IntStream.rangeClosed(1, 10)
            .mapToObj(i -> training + ": " + 10 * i + " %\n")
            .collect(Collectors.joining());
    assertThat(first.out())
        .startsWith(training + " ...\n" + tenths + "run       " + run.path())
        .contains("\nsamples   100, seed 0\n")
        .containsPattern(
            "\nclasses   by a classifier trained on own-images, right on (9\\d|100)\\.\\d\\d % of"
                + " its 500 test images and not sure about [0-4]\\.\\d\\d %\n")
        .containsPattern("\nclass  samples     data\n0      +\\d+\\.\\d %   10\\.0 %")
        .containsPattern("\nnone   +\\d+\\.\\d %    0\\.0 %")
        // So small a GAN draws nothing close to a digit; the test digits are close.
        .containsPattern("\nFrechet dist. +\\d{3,}\\.\\d\\d +\\d{1,2}\\.\\d\\d\n")
        .contains("\nfigure            samples    real  95 % interval of the samples' figure\n")
        .containsPattern("\nprecision +0\\.0\\d\\d +0\\.[89]\\d\\d  0\\.000 to 0\\.[01]\\d\\d\n")
        .containsPattern(
            "\ncoverage +0\\.0\\d\\d +(0\\.9\\d\\d|1\\.000)  0\\.000 to 0\\.[01]\\d\\d\n")
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
    assertThat(json.get("classifier_accuracy").doubleValue()).isGreaterThan(0.9);
    assertThat(json.get("classes")).hasSize(10);
    assertThat(json.get("classifier_none").doubleValue()).isBetween(0.0, 0.05);
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
    // Half of the run's training images.
    assertThat(figures.get("images").intValue()).isEqualTo(SmallDigits.TRAIN / 2);
    assertThat(figures.get("copies").doubleValue()).isEqualTo(0);
    JsonNode floor = figures.get("floor");
    assertThat(figures.get("samples").get("frechet_distance").doubleValue())
        .isGreaterThan(10 * floor.get("frechet_distance").doubleValue());
    assertThat(floor.get("recall").doubleValue()).isGreaterThan(0.7);
    assertThat(figures.get("samples").get("recall").doubleValue()).isLessThan(0.1);
    assertThat(figures.get("samples").get("recall_deviation").doubleValue()).isBetween(0.0, 0.1);
    assertThat(floor.has("recall_deviation")).isFalse();
    assertEachFigureIsAMeasureOrRefused(json);
  }

  /** {@code total_variation} is class distance. */
  private static void assertEachFigureIsAMeasureOrRefused(JsonNode json) {
    List<String> measures = Stream.of(Measure.values()).map(Measure::label).toList();
    assertThat(json.get("figures").get("samples").properties())
        .extracting(Map.Entry::getKey)
        .allMatch(name -> measures.contains(name.replaceFirst("_deviation$", "")));
    List<String> others = new ArrayList<>(List.of("right", "copies", "missing"));
    json.properties().stream()
        .filter(field -> field.getValue().isFloatingPointNumber())
        .map(Map.Entry::getKey)
        .filter(name -> !name.matches("classifier_(accuracy|none)"))
        .forEach(others::add);
    assertThat(others).contains("none", "classifier_score", "total_variation", "entropy");
    for (String name : others) {
      assertThat(CommandRun.of("train", TinySpec.in(folder), "--keep-best", name).err())
          .isEqualTo(
              "gan: --keep-best: expected one of "
                  + String.join(", ", measures)
                  + " but found \""
                  + name
                  + "\", which only evaluate measures; name the measure that decides which"
                  + " checkpoint is best; class_distance counts missing, unequal and unrecognised"
                  + " classes\n");
    }
  }

  /** With fewer samples than features, the covariance does not have full rank. */
  @Test
  void saysIfThereAreTooFewSamplesForFigures() {
    CommandRun result = run.call("evaluate", "--count", 20);

    assertThat(result.err()).isEmpty();
    assertThat(run.path().resolve("coverage.png")).isRegularFile();
    assertThat(result.out())
        .contains("\npicture   " + run.path().resolve("coverage.png") + "\n")
        .contains("\nfigures   none: they need more images than the classifier has features\n");
  }

  @Test
  void comparesRunsOfTheSameImages() throws IOException {
    Path longer = folder.resolve("longer");
    assertThat(digits.train(longer, "--steps", 40).code()).isZero();

    CommandRun result = run.call("compare", longer, "--count", 100);
    CommandRun json = run.call("compare", longer, "--count", 100, "--json");

    assertThat(result.err()).isEmpty();
    String names = longer + " less " + run.path() + ": ";
    assertThat(result.out())
        .startsWith(
            "samples   100 of each run, seed 0\nclasses   by a classifier trained on own-images")
        .contains("\n" + run.path() + ", iteration 20 ")
        .contains("\n" + longer + ", iteration 40 ")
        .containsPattern("\nreal +\\d+\\.\\d\\d +-?\\d+\\.\\d{3} ")
        .contains("\nkernel    " + names)
        .endsWith("\npicture   " + run.path().resolve("compare.png") + "\n");
    assertThat(run.path().resolve("compare.png")).isRegularFile();
    JsonNode tree = JsonMapper.builder().build().readTree(json.out());
    assertThat(tree.get("runs")).hasSize(2);
    assertThat(result.out())
        .contains("\nprecision " + names, "\nrecall    " + names, "\ncoverage  " + names);
    assertThat(tree.get("differences").get(0).get("density").get("deviation").isNumber()).isTrue();
    JsonNode difference = tree.get("differences").get(0).get("kernel_distance");
    assertThat(difference.get("low").doubleValue())
        .isLessThan(difference.get("difference").doubleValue());
    // Half of a hundred images is fewer than the number of features.
    assertThat(tree.get("differences").get(0).has("frechet_distance")).isFalse();
  }

  @Test
  void comparesCheckpointsOfARunWithEachOther() {
    CommandRun result =
        CommandRun.of("compare", run.path() + "@0", run.path(), "--count", 70, "--checkpoint", 20);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("\n" + run.path() + ", iteration 0 ", "\n" + run.path() + ", iteration 20 ")
        .contains("\nrecall    " + run.path() + "@20 less " + run.path() + "@0: ");
    assertThat(CommandRun.of("compare", run.path() + "@7", run.path()).err())
        .startsWith("gan: checkpoints ")
        .contains(": expected one after 7 iterations but found those after 20");
    assertThat(CommandRun.of("compare", run.path(), run.path(), "--best").err())
        .startsWith("gan: run directory " + run.path() + ": expected a best checkpoint, which");
    assertThat(CommandRun.of("compare", run.path() + "@best", run.path()).err())
        .startsWith("gan: run directory " + run.path() + ": expected a best checkpoint, which");
    assertThat(run.call("compare", run.path(), "--best", "--checkpoint", 20).err())
        .isEqualTo(
            "gan: --checkpoint: expected it alone but found --best as well; give one of the two\n");
    assertThat(run.call("compare", folder.resolve("none@7")).err())
        .startsWith("gan: run directory " + folder.resolve("none") + ": ");
  }

  @Test
  void refusesToCompareRunsOfDifferentImages() throws IOException {
    Path other = folder.resolve("other");
    SmallDigits fewer = SmallDigits.in(Files.createDirectory(folder.resolve("fewer")), 150);
    assertThat(fewer.train(other, "--steps", 1).code()).isZero();

    CommandRun result = run.call("compare", other);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .matches(
            "gan: run directory .*other: expected a run trained on the images of .*run, own-images"
                + " with SHA-256 [0-9a-f]{64}, but found own-images with SHA-256 [0-9a-f]{64};"
                + " compare runs of the same images, and the same choice of them\n");
    assertThat(run.call("compare").err())
        .isEqualTo("gan: runs: expected two or more to compare but found 1; name another one\n");
  }

  @Test
  void measuresInTheFeaturesOfTheUsersOwnNetwork() throws IOException {
    Path out = folder.resolve("own");
    CommandRun export =
        run.call("export", "--network", "discriminator", "--format", "keras", "--out", out);
    assertThat(export.err()).isEmpty();
    Path file = out.resolve("discriminator/model.keras");

    CommandRun none = run.call("evaluate", "--backbone", file);
    assertThat(none.err())
        .isEqualTo(
            "gan: backbone "
                + file
                + ": expected fewer features than the 150 images measured but found 196;"
                + " choose a layer with fewer outputs, or measure more samples, up to half of the "
                + "training images\n");
    CommandRun unknown = run.call("evaluate", "--backbone", file, "--layer", "pool");
    assertThat(unknown.err()).contains(": expected a layer of it, one of ").contains("\"pool\"");
    String layer = unknown.err().replaceAll("(?s).*one of (.*) but found.*", "$1");
    String last = layer.substring(layer.lastIndexOf(' ') + 1);

    CommandRun result =
        run.call("evaluate", "--backbone", file, "--layer", last, "--backbone-range", "-1,1");

    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("run       " + run.path() + ", iteration 20\nsamples   150, seed 0\n")
        .contains(
            "\nbackbone  " + file + ", layer " + last + ", 1 feature, SHA-256 ",
            "\n          it only sees what it was trained to see, and ignores everything else in"
                + " a sample\n",
            "in that network's features, so not an FID; 'real' are test images\n")
        .endsWith(": samples beside the images most like them\n");
    JsonNode json =
        JsonMapper.builder()
            .build()
            .readTree(run.call("evaluate", "--json", "--backbone", file, "--layer", last).out());
    assertThat(json.get("features").intValue()).isEqualTo(1);
    assertThat(json.get("figures").get("images").intValue()).isEqualTo(150);
  }

  @Test
  void refusesOptionsThatDoNotGoTogether() {
    assertThat(run.call("evaluate", "--layer", "pool").err())
        .isEqualTo(
            "gan: --layer: expected --backbone FILE with it but found it alone; leave it out or"
                + " give the file\n");
    assertThat(run.call("evaluate", "--backbone", "model.keras", "--all").err())
        .isEqualTo(
            "gan: --backbone: expected it alone but found --all as well; leave one of the two"
                + " out\n");
  }

  /** Its generator is barely trained, so an image shows the requested class only by chance. */
  @Test
  void evaluatesAConditionalGanClassByClass() throws IOException {
    String spec =
        ConditionalRunTest.SPEC
            .replace("\"classes\": 3", "\"classes\": 10")
            .replace("\"input_dim\": 3", "\"input_dim\": 10")
            .replace("\"units\": 64", "\"units\": 196")
            .replace("[8, 8, 1]", "[14, 14, 1]")
            .replace("\"plan\"", "\"data\": {\"dataset\": \"mnist\"}, \"plan\"");
    Path file = Files.writeString(folder.resolve("conditional.json"), spec);
    Path conditional = folder.resolve("conditional");
    assertThat(digits.train(file, conditional).code()).isZero();

    CommandRun result = CommandRun.of("evaluate", conditional, "--count", 100);
    CommandRun json = CommandRun.of("evaluate", conditional, "--count", 100, "--json");

    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("\nrequested     right    Frechet     real  of images\n")
        .containsPattern("\n9 +\\d+\\.\\d % +- +- +-\n")
        .containsPattern("\nright     \\d+\\.\\d % of the samples show the requested class\n");
    JsonNode tree = JsonMapper.builder().build().readTree(json.out());
    int right = 0;
    assertThat(tree.get("by_class")).hasSize(10);
    for (JsonNode one : tree.get("by_class")) {
      assertThat(one.get("asked").intValue()).isEqualTo(10);
      right += one.get("right").intValue();
    }
    assertThat(tree.get("right").doubleValue()).isEqualTo(right / 100.0);
    JsonNode nine = tree.get("by_class").get(9);
    assertThat(nine.get("share").doubleValue()).isEqualTo(nine.get("right").intValue() / 10.0);
    assertThat(CommandRun.of("compare", conditional, conditional, "--count", 70).out())
        .containsPattern("\nrun .*   no class      right\n.* \\d+\\.\\d % +\\d+\\.\\d %\n");
  }

  /** The generator draws the same grey image every time. */
  @Test
  void findsNoClassInGreyImages() throws IOException {
    Path grey = Files.createDirectory(folder.resolve("grey"));
    String frozen = ", \"kernel_initializer\": \"zeros\", \"trainable\": false";
    Path spec =
        Files.writeString(
            grey.resolve("grey.json"),
            SmallDigits.json().replace("\"padding\": \"same\"", "\"padding\": \"same\"" + frozen));
    Path run = grey.resolve("run");
    assertThat(digits.train(spec, run, "--steps", 1).code()).isZero();

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
  void refusesToEvaluateNoSamples() {
    assertThat(run.call("evaluate", "--count", 0))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: --count: expected a whole number of at least 1 but found 0; give 1 or"
                    + " more\n"));
  }

  @Test
  void refusesAFolderThatIsNotARun() {
    assertThat(CommandRun.of("evaluate", folder))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: run directory "
                    + folder
                    + ": expected a directory with a run.json but found a directory without one;"
                    + " give a directory that a training has made, such as"
                    + " runs/00000-mnist-dcgan\n"));
  }
}
