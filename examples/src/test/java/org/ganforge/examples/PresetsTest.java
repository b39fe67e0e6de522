package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ganforge.observe.RunDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every preset trains on its own data, if that is available, and the verbs work on the resulting
 * run; the slow tests try every verb on every preset, and evaluate. The classifier is cached for
 * the whole class, since three presets use MNIST.
 */
class PresetsTest {
  private static final int STEPS = 2;

  @TempDir private static Path folder;

  @BeforeAll
  static void useASeparateCache() {
    System.setProperty("ganforge.home", folder.resolve("cache").toString());
  }

  @AfterAll
  static void forgetTheCache() {
    System.clearProperty("ganforge.home");
  }

  private static void call(Object... words) {
    CommandRun result = CommandRun.of(words);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  /** The classes are known only for the preset's own data. */
  private static void assertJudged(String preset, String dataset, Path run) throws IOException {
    boolean isReal = RealData.folder(dataset).isPresent();
    CommandRun result = CommandRun.of("evaluate", run, "--count", 500, "--json");
    assertThat(result.code()).isZero();
    assertThat(run.resolve("coverage.png")).isRegularFile();
    JsonNode json = JsonMapper.builder().build().readTree(result.out());
    double samples = 0;
    double data = 0;
    for (JsonNode one : json.get("classes")) {
      samples += one.get("samples").doubleValue();
      data += one.get("data").doubleValue();
    }
    assertThat(samples).isBetween(1 - 1e-9, 1 + 1e-9);
    assertThat(data).isBetween(1 - 1e-9, 1 + 1e-9);
    if (isReal) {
      double accuracy = json.get("classifier_accuracy").doubleValue();
      boolean isMnist = preset.startsWith("mnist");
      assertThat(accuracy).isGreaterThan(isMnist ? 0.985 : 0.85);
      assertThat(json.get("classes")).hasSize(preset.equals("emnist-letters") ? 26 : 10);
    }
    if (isReal && preset.equals("mnist-single-digit")) {
      assertThat(json.get("classes").get(5).get("data").doubleValue()).isEqualTo(1);
      assertThat(json.get("missing"))
          .allSatisfy(name -> assertThat(name.textValue()).isEqualTo("5"));
    }
  }

  private static void train(
      String preset, String dataset, int steps, int batchSize, String forms, Path run) {
    List<Object> train = new ArrayList<>(List.of("train", preset, "--steps", steps));
    train.addAll(List.of("--batch-size", batchSize, "--forms", forms, "--run", run));
    train.addAll(List.of("--set", "recording.grid_rows=1", "--set", "recording.grid_columns=4"));
    train.addAll(List.of(RealData.options(dataset)));
    call(train.toArray());
  }

  /**
   * Batches are smaller than the documents', to save time. Forms are plain, without the trial that
   * is the default and that the slow tests run. The presets that are not here have checkpoints of
   * up to 100 MB; golden tests train narrow versions of them.
   */
  @ParameterizedTest
  @CsvSource({
    "fashion-mlp, fashion-mnist, 16",
    "r3gan-mnist, mnist, 4",
    "sn-hinge, fashion-mnist, 4",
    "conditional-mnist, mnist, 4",
    "acgan-mnist, mnist, 4"
  })
  void trainsAndSamples(String preset, String dataset, int batchSize) throws IOException {
    Path run = folder.resolve(preset);
    assertTrains(preset, dataset, batchSize, "plain", run);
    call("sample", run, "--seed", 1, "--count", 4);
    assertThat(run.resolve("samples-1.png")).isRegularFile();
  }

  /** With two to eight of its 64 to 512 filters, and few pictures, to save time. */
  @Test
  void dcgan64TrainsAndDrawsInColours() throws IOException {
    Path run = folder.resolve("dcgan-64");
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("pictures"), 64, 64, 8);
    List<Object> train = new ArrayList<>(List.of("train", "dcgan-64", "--steps", 1));
    train.addAll(List.of("--images", pictures));
    train.addAll(List.of("--batch-size", 2, "--forms", "plain", "--run", run));
    String sets =
        "generator.layers[0].units=128 generator.layers[1].target_shape=[4,4,8]"
            + " generator.layers[4].filters=4 generator.layers[7].filters=4"
            + " generator.layers[10].filters=2 discriminator.layers[0].filters=2"
            + " discriminator.layers[2].filters=4 discriminator.layers[5].filters=4"
            + " discriminator.layers[8].filters=8 recording.grid_rows=2 recording.grid_columns=2";
    for (String set : sets.split(" ", -1)) {
      train.addAll(List.of("--set", set));
    }
    call(train.toArray());
    assertThat(Files.readAllLines(new RunDirectory(run).metrics()))
        .hasSize(1)
        .noneMatch(line -> line.contains("NaN") || line.contains("Infinity"));
    assertThat(ImageIO.read(run.resolve("fakes-000001.png").toFile()).getRaster().getNumBands())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"mnist-single-digit, mnist, 4"})
  void trainsAndWorksWithEveryVerb(String preset, String dataset, int batchSize)
      throws IOException {
    assertWorksWithEveryVerb(preset, dataset, batchSize, "plain");
  }

  /** Slow, because each verb compiles the networks again, in the forms that a trial chooses. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "mnist-dcgan, mnist, 16",
    "fashion-mlp, fashion-mnist, 128",
    "mnist-single-digit, mnist, 16",
    "mnist-dcgan-tanh, mnist, 16",
    "emnist-letters, emnist-letters, 16",
    "wgan-gp-fashion, fashion-mnist, 16",
    "r3gan-mnist, mnist, 8",
    "sn-hinge, fashion-mnist, 8",
    "conditional-mnist, mnist, 8",
    "acgan-mnist, mnist, 8"
  })
  void allWorkWithEveryVerbInTriedForms(String preset, String dataset, int batchSize)
      throws IOException {
    assertWorksWithEveryVerb(preset, dataset, batchSize, "trial");
  }

  private static void assertTrains(
      String preset, String dataset, int batchSize, String forms, Path run) throws IOException {
    train(preset, dataset, STEPS, batchSize, forms, run);
    RunDirectory directory = new RunDirectory(run);
    assertThat(Files.readAllLines(directory.metrics()))
        .hasSize(STEPS)
        .noneMatch(line -> line.contains("NaN") || line.contains("Infinity"));
    assertThat(Stream.of("reals.png", "curves.png", "progress.gif", "fakes-00000" + STEPS + ".png"))
        .allMatch(name -> Files.isRegularFile(run.resolve(name)));
    assertThat(Files.exists(directory.scores(1))).isEqualTo(preset.equals("emnist-letters"));
  }

  private static void assertWorksWithEveryVerb(
      String preset, String dataset, int batchSize, String forms) throws IOException {
    Path run = folder.resolve("served-" + preset);
    assertTrains(preset, dataset, batchSize, forms, run);
    call("sample", run, "--count", 4);
    call("mixed", run, "--count", 4);
    call("scores", run, "--count", 4);
    call("morph", run);
    call("morph", run, "--seeds", "1,2", "--path", "spherical");
    call("arithmetic", run, "--seeds", "1,2");
    assertThat(
            Stream.of(
                "samples-0.png",
                "mixed-0.png",
                "mixed-0-answers.png",
                "scores-of-0.png",
                "morph-diagonal.png",
                "morph-1-2-spherical.gif",
                "arithmetic-1-2-b-a.png"))
        .allMatch(name -> Files.isRegularFile(run.resolve(name)));
  }

  /** Trains a classifier for each data set, which takes longer than everything else. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "mnist-dcgan, mnist",
    "fashion-mlp, fashion-mnist",
    "mnist-single-digit, mnist",
    "mnist-dcgan-tanh, mnist",
    "emnist-letters, emnist-letters"
  })
  void countsTheClassesOfEachDataSet(String preset, String dataset) throws IOException {
    Path run = folder.resolve("judged-" + preset);
    train(preset, dataset, 1, 16, "trial", run);
    assertJudged(preset, dataset, run);
  }
}
