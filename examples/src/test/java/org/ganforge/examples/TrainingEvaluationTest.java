package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.ganforge.checkpoint.BestCheckpoint;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.json.GanJson;
import org.ganforge.train.EvaluationPlan;
import org.ganforge.train.Measure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluation during training, from the command line. */
class TrainingEvaluationTest {
  private static final String MEASURES =
      "recording.evaluate={\"samples\": 100, \"measures\": [\"frechet_distance\", \"precision\"]}";

  @TempDir private static Path folder;
  private static SmallDigits digits = new SmallDigits(Path.of(""), Path.of(""));
  private static Path evaluated = Path.of("");
  private static CommandRun training = new CommandRun(0, "", "");

  @BeforeAll
  static void train() {
    digits = SmallDigits.in(folder);
    evaluated = folder.resolve("evaluated");
    training = train(evaluated, 6, "--set", MEASURES, "--evaluate-every", 2, "--keep", 1);
    assertThat(training.err()).isEmpty();
  }

  private static CommandRun train(Path run, int steps, Object... options) {
    List<Object> words = new ArrayList<>(List.of("--steps", steps, "--threads", 1));
    words.addAll(Arrays.asList(options));
    return digits.train(run, words.toArray());
  }

  private static List<JsonNode> lines(Path run, String measure) throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("metric-" + measure + ".jsonl"))) {
      lines.add(mapper.readTree(line));
    }
    return lines;
  }

  @Test
  void writesTheSameValuesAsEvaluate() throws IOException {
    List<JsonNode> lines = lines(evaluated, "frechet_distance");
    CommandRun result =
        CommandRun.of("evaluate", evaluated, "--count", 100, "--threads", 1, "--json");

    JsonNode json = JsonMapper.builder().build().readTree(result.out());
    JsonNode samples = json.get("figures").get("samples");
    assertThat(lines).extracting(line -> line.get("iteration").asInt()).containsExactly(2, 4, 6);
    assertThat(lines.get(2).get("value").asDouble())
        .isEqualTo(samples.get("frechet_distance").asDouble());
    assertThat(lines(evaluated, "precision").get(2).get("value").asDouble())
        .isEqualTo(samples.get("precision").asDouble());
    assertThat(lines.get(2).get("floor").asDouble())
        .isLessThan(lines.get(2).get("value").asDouble() / 10);
    assertThat(evaluated.resolve("evaluation.png")).isRegularFile();
  }

  @Test
  void keepsTheBestCheckpointAndSaysSo() throws IOException {
    double least = Double.MAX_VALUE;
    long best = 0;
    for (JsonNode line : lines(evaluated, "frechet_distance")) {
      if (line.get("value").asDouble() < least) {
        least = line.get("value").asDouble();
        best = line.get("iteration").asLong();
      }
    }
    assertThat(Checkpoints.of(evaluated.resolve("checkpoints")).best())
        .contains(new BestCheckpoint(best, Measure.FRECHET_DISTANCE, least));
    assertThat(training.out())
        .containsPattern("  frechet_distance \\d{3,}\\.?\\d*  .* images/s")
        .containsPattern(
            "\nevaluation: 3 times, \\d+\\.\\d % of the time; best frechet_distance \\d+\\.?\\d*,"
                + " after iteration "
                + best
                + ", whose checkpoint is kept: './gan sample "
                + Pattern.quote(evaluated + "")
                + " --best' draws with it\n");
  }

  @Test
  void doesNotAffectTraining() {
    Path plain = folder.resolve("plain");
    assertThat(train(plain, 6).code()).isZero();

    assertThat(plain.resolve("metrics.jsonl"))
        .hasSameBinaryContentAs(evaluated.resolve("metrics.jsonl"));
    String weights = "checkpoints/step-6/variables.data-00000-of-00001";
    assertThat(plain.resolve(weights)).hasSameBinaryContentAs(evaluated.resolve(weights));
  }

  @Test
  void isResumedToTheBit() throws IOException {
    Path resumed = folder.resolve("resumed");
    Object[] options = {"--set", MEASURES, "--evaluate-every", 2, "--keep", 1};
    assertThat(train(resumed, 3, options).code()).isZero();
    Path log = resumed.resolve("metric-frechet_distance.jsonl");
    // A line written after the checkpoint, by a process that was then killed.
    Files.writeString(
        log,
        Files.readString(log)
            + Files.readAllLines(evaluated.resolve("metric-frechet_distance.jsonl")).get(1)
            + "\n");

    CommandRun result = CommandRun.of("resume", resumed, "--steps", 6, "--threads", 1);

    assertThat(result.err()).isEmpty();
    for (String file :
        List.of(
            "metric-frechet_distance.jsonl",
            "metric-precision.jsonl",
            "metrics.jsonl",
            "evaluation.png",
            "checkpoints/best.json",
            "checkpoints/step-6/variables.data-00000-of-00001")) {
      assertThat(resumed.resolve(file)).hasSameBinaryContentAs(evaluated.resolve(file));
    }
  }

  @Test
  void stopsWithoutImprovement() throws IOException {
    Path run = folder.resolve("early");
    // So small a GAN draws no image that shows a class.
    CommandRun result =
        train(
            run,
            9,
            "--set",
            MEASURES,
            "--keep-best",
            "class_distance",
            "--evaluate-every",
            1,
            "--patience",
            2);

    assertThat(result.out())
        .containsPattern(
            "\nearly stop: class_distance has not improved in 2 evaluations: [01]\\.\\d+ at"
                + " iteration \\d was the best; a greater patience continues\n")
        .containsPattern("\nstopped after [3-8] iterations ");
    assertThat(run.resolve("events.jsonl")).content().contains("\"early_stop\"");
    CommandRun again = CommandRun.of("resume", run, "--threads", 1);
    assertThat(again.out())
        .contains("\nearly stop: ")
        .containsPattern("\nstopped after [3-8] iter");
    CommandRun on = CommandRun.of("resume", run, "--patience", 0, "--threads", 1);
    assertThat(on.out()).doesNotContain("early stop").contains("\ndone: 9 iterations ");
  }

  private static long best() {
    return Checkpoints.of(evaluated.resolve("checkpoints")).best().orElseThrow().iteration();
  }

  @Test
  void measuresEveryKeptCheckpoint() throws IOException {
    CommandRun table =
        CommandRun.of("evaluate", evaluated, "--all", "--count", 100, "--threads", 1);
    CommandRun json =
        CommandRun.of("evaluate", evaluated, "--all", "--count", 100, "--json", "--threads", 1);

    assertThat(table.err()).isEmpty();
    String number = " +-?\\d+\\.\\d+";
    assertThat(table.out())
        .startsWith("run       " + evaluated + ", ")
        .contains("\nsamples   100 of each, seed 0\n")
        .containsPattern(
            "\nbackbone  that classifier, SHA-256 [0-9a-f]{12}\\.\\.\\.; data SHA-256 ")
        .contains(
            "\n"
                + "iteration    Frechet     kernel  precision     recall    density   coverage   "
                + " classes   no class\n")
        .containsPattern("\n6        " + number.repeat(7) + " %" + number + " %\n")
        .containsPattern("\nreal     " + number.repeat(6) + "\n")
        .endsWith(
            "\nbest      iteration "
                + best()
                + " by frechet_distance: './gan sample "
                + evaluated
                + " --checkpoint "
                + best()
                + "' draws with it\n");
    JsonNode all = JsonMapper.builder().build().readTree(json.out());
    assertThat(all.get("best").asLong()).isEqualTo(best());
    List<JsonNode> lines = lines(evaluated, "frechet_distance");
    for (JsonNode checkpoint : all.get("checkpoints")) {
      JsonNode line = lines.get(checkpoint.get("iteration").asInt() / 2 - 1);
      assertThat(checkpoint.get("figures").get("samples").get("frechet_distance"))
          .isEqualTo(line.get("value"));
      assertThat(checkpoint.get("backbone")).isEqualTo(line.get("backbone"));
      assertThat(checkpoint.get("data")).isEqualTo(line.get("data"));
    }
  }

  @Test
  void usesTheBestCheckpointOrAnyOther() {
    for (Object[] choice : new Object[][] {{"--best"}, {"--checkpoint", best()}}) {
      List<Object> words = new ArrayList<>(List.of("sample", evaluated, "--count", 4, "--out"));
      words.add(folder.resolve("best.png"));
      words.addAll(Arrays.asList(choice));
      assertThat(CommandRun.of(words.toArray()))
          .isEqualTo(
              new CommandRun(
                  0,
                  "4 images, seed 0, iteration "
                      + best()
                      + ", epoch 1: "
                      + folder.resolve("best.png")
                      + "\n",
                  ""));
    }
    assertThat(CommandRun.of("sample", evaluated, "--best", "--checkpoint", 6).err())
        .isEqualTo(
            "gan: --checkpoint: expected it alone but found --best as well; give one of the two\n");
    assertThat(CommandRun.of("evaluate", evaluated, "--best", "--all").err())
        .isEqualTo(
            "gan: --all: expected it alone but found --best as well; leave one of the two out\n");
  }

  @Test
  void saysWhichCheckpointsThereAre() {
    Path run = folder.resolve("without");
    assertThat(train(run, 1, "--keep", 2).code()).isZero();

    assertThat(CommandRun.of("morph", run, "--checkpoint", 3).err())
        .isEqualTo(
            "gan: checkpoints "
                + run.resolve("checkpoints")
                + ": expected one after 3 iterations but found those after 1, 0; choose an "
                + "existing one\n");
    assertThat(CommandRun.of("export", run, "--best").err())
        .isEqualTo(
            "gan: run directory "
                + run
                + ": expected a best checkpoint, which training with evaluations keeps but found"
                + " none; train with --keep-best MEASURE, or choose one with --checkpoint STEP:"
                + " 'evaluate --all' measures those that are there\n");
    assertThat(CommandRun.of("sample", run, "--checkpoint", -1).err())
        .isEqualTo(
            "gan: --checkpoint: expected a whole number of at least 0 but found -1; give 0 or"
                + " more\n");
  }

  @Test
  void readsTheSpecOfAnEarlierVersion() throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    ObjectNode spec = (ObjectNode) mapper.readTree(digits.spec().toFile());
    spec.withObject("/recording/checkpoints").put("best", true);
    Path old = Files.writeString(folder.resolve("old.json"), spec.toString());

    CommandRun result = CommandRun.of("summary", old, "--json");

    assertThat(result.err()).isEmpty();
    assertThat(GanJson.read(old).recording().evaluate())
        .isEqualTo(EvaluationPlan.of().withMeasures(List.of(Measure.CLASS_DISTANCE)));
  }

  @Test
  void refusesAnUnknownMeasure() {
    assertThat(train(folder.resolve("none"), 1, "--keep-best", "fid"))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: --keep-best: expected one of frechet_distance, kernel_distance, precision,"
                    + " recall, density, coverage, class_distance but found \"fid\"; name the"
                    + " measure that decides which checkpoint is best; earlier versions used"
                    + " class_distance\n"));
  }

  @Test
  void refusesMoreSamplesThanHalfTheImages() {
    assertThat(train(folder.resolve("many"), 1, "--keep-best", "recall").err())
        .isEqualTo(
            "gan: recording evaluate samples: expected at most 150, half of the training images but"
                + " found 1000; measure fewer, or train on more images\n");
    assertThat(folder.resolve("many")).doesNotExist();
  }
}
