package org.ganforge.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganforge.Gan;
import org.ganforge.examples.CommandRun;
import org.ganforge.examples.TinySpec;
import org.ganforge.examples.option.FormsArgument;
import org.ganforge.internal.MachineMemory;
import org.ganforge.internal.Processor;
import org.ganforge.json.GanJson;
import org.ganforge.tf.Precision;
import org.ganforge.tf.device.Gpus;
import org.ganforge.tf.device.Threads;
import org.ganforge.zoo.ModelZoo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measurements in real processes, and refusals before any process starts. */
class BenchTest {
  private static final Locale USUAL = Locale.getDefault();

  @TempDir private Path folder;

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(USUAL);
  }

  private static void assertRefused(CommandRun run, String line) {
    assertThat(run.err()).isEqualTo("gan: " + line + "\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }

  /**
   * In a locale with Turkish letters and Arabic digits, which must not appear in numbers. One model
   * fails, which shows only when it is compiled.
   */
  @Test
  void measuresInSeparateProcessesAlthoughAnotherModelFails() throws IOException {
    Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
    Path report = folder.resolve("bench.json");

    CommandRun run = bench(report, "plain", untrainable(), TinySpec.in(folder));

    assertThat(run.err())
        .isEqualTo(
            "gan: bad, float32, forms plain, batch size 8, 1 thread: discriminator/embedding:"
                + " expected nothing to train before an Embedding, which passes no gradient on, but"
                + " found layers with trainable weights; put it first, or freeze what is before"
                + " it\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .doesNotContainPattern("[\\p{Nd}&&[^0-9]]|[İı]")
        .doesNotContainPattern("(?m)^bad ")
        .contains("matrix product of 2048 rows in float32 on 1 thread: ")
        .containsPattern("(?m)^tiny +float32 .* 8 ")
        .endsWith("Everything: " + report + "\n");
    JsonNode forms = new ObjectMapper().readTree(report.toFile()).get("forms");
    assertThat(forms).hasSize(2);
    assertThat(forms.at("/0/failure").textValue()).startsWith("discriminator/embedding: ");
    assertMeasured(forms.get(1));
  }

  /** Slow, since each form and its first start are processes. */
  @Tag("slow")
  @Test
  void measuresTwoAlternatingFormsInSeparateProcesses() throws IOException {
    Path report = folder.resolve("bench.json");

    CommandRun run =
        bench(
            report,
            "trial,plain",
            TinySpec.with(folder, "\"kernel_size\": 3", "\"kernel_size\": 5"));

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .startsWith("measuring tiny, batch size 8, 2 forms: fork 1 of 1")
        .anyMatch(line -> line.startsWith("matrix product of 2048 rows in float32 on 1 thread: "))
        .anyMatch(line -> line.matches("model  precision  forms  batch .* compile s +first s"))
        .anyMatch(line -> line.startsWith("tiny   float32    trial      8 "))
        .anyMatch(line -> line.startsWith("tiny   float32    plain      8 "))
        .endsWith("Everything: " + report);
    JsonNode forms = new ObjectMapper().readTree(report.toFile()).get("forms");
    assertThat(forms.size()).isEqualTo(2);
    forms.forEach(BenchTest::assertMeasured);
    // The folded convolution has 3 x 3 taps instead of 5 x 5 over repeated pixels.
    assertThat(forms.at("/0/flops/needed").longValue())
        .isLessThan(forms.at("/1/flops/needed").longValue());
  }

  private static CommandRun bench(Path report, String forms, Path... models) {
    List<Object> words = new ArrayList<>(List.of("bench"));
    words.addAll(List.of(models));
    words.addAll(
        List.of(
            "--precision=float32",
            "--forms=" + forms,
            "--threads=1",
            "--forks=1",
            "--seconds=0.01",
            "--out",
            report));
    return CommandRun.of(words.toArray());
  }

  /** Writes a model in which no gradient would flow through an Embedding. */
  private Path untrainable() throws IOException {
    return Files.writeString(
        folder.resolve("bad.json"),
        TinySpec.JSON
            .replace("\"name\": \"tiny\"", "\"name\": \"bad\"")
            .replace(
                "{\"type\": \"Dropout\", \"rate\": 0.2},",
                "{\"type\": \"Dense\", \"units\": 4},"
                    + "{\"type\": \"Embedding\", \"input_dim\": 6, \"output_dim\": 2},"
                    + "{\"type\": \"Flatten\"},"));
  }

  private static void assertMeasured(JsonNode form) {
    assertThat(form.get("batch_size").intValue()).isEqualTo(8);
    assertThat(form.get("threads").intValue()).isEqualTo(1);
    assertThat(form.at("/ms/median").doubleValue()).isPositive();
    assertThat(form.at("/ms/lower_quartile").doubleValue())
        .isLessThanOrEqualTo(form.at("/ms/upper_quartile").doubleValue());
    // A discriminator's turn on 8 real and 8 generated images, and 8 more of the generator.
    assertThat(form.get("images_per_second").doubleValue())
        .isEqualTo(24_000 / form.at("/ms/median").doubleValue());
    assertThat(form.get("share_of_floor").doubleValue())
        .isEqualTo(form.get("floor_ms").doubleValue() / form.at("/ms/median").doubleValue());
    if (Files.isReadable(Path.of("/proc/self/status"))) {
      assertThat(form.get("resident_kb").longValue())
          .isBetween(50_000L, form.get("peak_kb").longValue());
    }
    JsonNode fork = form.at("/forks/0");
    assertThat(fork.get("rounds").size()).isEqualTo(4);
    assertThat(fork.get("start_ms").longValue()).isGreaterThan(fork.get("compile_ms").longValue());
    // A first process tried the forms and cached them, so the measured one tried none.
    JsonNode first = form.at("/starts_with_trials/0");
    assertThat(form.get("starts_with_trials").size()).isEqualTo(1);
    assertThat(form.get("first_start_adds_ms").doubleValue())
        .isEqualTo(
            Math.max(
                0, first.get("compile_ms").doubleValue() - form.get("compile_ms").doubleValue()));
    assertThat(fork.get("tensorflow").textValue()).startsWith("TensorFlow 2.");
  }

  @Test
  void aFirstStartFillsTheFormsOwnCache() throws BenchFork.FailedException {
    Gan tiny = GanJson.read(TinySpec.in(folder));
    BenchForm form = BenchForm.of(tiny, 8, Precision.FLOAT32, FormsArgument.TRIAL, 1);
    BenchForm other = BenchForm.of(tiny, 16, Precision.FLOAT32, FormsArgument.TRIAL, 1);
    Path cache;
    try (TemporaryCaches caches = new TemporaryCaches()) {
      cache = caches.of(form);
      assertThat(cache).isEmptyDirectory();

      BenchFork.start(form.toJson(), cache).close();

      assertThat(cache.resolve("forms")).isNotEmptyDirectory();
      assertThat(caches.of(other)).isEmptyDirectory();
    }
    assertThat(cache).doesNotExist();
  }

  @Tag("slow")
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no exit code for a kill")
  void keepsTheOtherFloorsWhenAProductDies() {
    BenchProduct dying = new BenchProduct(Precision.FLOAT32, 1);
    BenchProduct other = new BenchProduct(Precision.FLOAT32, 2);
    List<String> lines = new ArrayList<>();
    try (BenchRates rates = new BenchRates()) {
      Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
      rates.start(Set.of(dying), lines::add);
      ProcessHandle.current()
          .children()
          .filter(child -> !before.contains(child))
          .forEach(ProcessHandle::destroyForcibly);
      Set<BenchProduct> both = new LinkedHashSet<>(List.of(dying, other));
      rates.start(both, lines::add);
      rates.measure(both, lines::add);
      rates.measure(both, lines::add);

      assertThat(rates.of(dying)).isZero();
      assertThat(rates.of(other)).isPositive();
    }
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith(
            "matrix product of 2048 rows in float32 on 1 thread: no floor: its process ended with"
                + " code 137, killed, perhaps for lack of memory");
  }

  /** The processor's name and the memory, the same as in the doctor. */
  @Test
  void describesTheMachine() {
    Machine machine = new Machine(Processor.here(), 2, new MachineMemory(3L << 29, 1));

    assertThat(machine).asString().endsWith(", 2 cores, 1.5 GB of memory");
    assertThat(machine.toJson().get("memory_bytes").longValue()).isEqualTo(3L << 29);
    assertThat(machine.toJson().get("cores").intValue()).isEqualTo(2);
    assertThat(new Machine(new Processor("", List.of(), List.of()), 1, MachineMemory.here()))
        .asString()
        .startsWith(System.getProperty("os.arch") + ", 1 core, ");
  }

  @Test
  void refusesFloat16WithoutAGpuBeforeAnythingIsMeasured() {
    Assumptions.assumeFalse(Gpus.areUsed(Threads.usual()), "a GPU computes float16");
    assertRefused(
        CommandRun.of("bench", TinySpec.in(folder), "--precision", "float16"),
        "--precision: expected a GPU for float16, which is not safe on a CPU, but found none; use"
            + " auto, bfloat16 or float32; to resume a run trained in float16 in another one,"
            + " add --override");
  }

  @Test
  void refusesInvalidMeasurements() {
    Path spec = TinySpec.in(folder);
    assertRefused(
        CommandRun.of("bench", spec, "--forks", "0"),
        "--forks: expected a whole number of at least 1 but found 0; give 1 or more");
    assertRefused(
        CommandRun.of("bench", spec, "--seconds", "0"),
        "--seconds: expected a number above 0 but found 0; give a number above 0");
    assertRefused(
        CommandRun.of("bench", spec, "--threads", "2,0"),
        "--threads: expected a whole number of at least 1 but found 0; give 1 or more");
    assertRefused(
        CommandRun.of("bench", spec, "--batch-size", "0"),
        "--batch-size plan batch_size: expected a whole number of at least 1 but found 0;"
            + " give 1 or more");
    assertRefused(
        CommandRun.of("bench", "mnist-dcgn"),
        "model: expected one of "
            + String.join(", ", ModelZoo.names())
            + ", dcgan-64-4x4, dcgan-64-5x5, conv3x3-32 but found \"mnist-dcgn\"; did you mean"
            + " mnist-dcgan?");
    assertRefused(
        CommandRun.of("bench", spec, "--out", folder.resolve("bench.txt")),
        "--out: expected a file name that ends in .json but found "
            + folder.resolve("bench.txt")
            + "; change it");
    assertRefused(
        CommandRun.of("bench", spec, "--out", folder.resolve("no/bench.json")),
        "--out: expected a file in an existing folder but found "
            + folder.resolve("no/bench.json")
            + "; create "
            + folder.resolve("no")
            + " first");
  }

  @Test
  void refusesAModelTogetherWithGrowth() {
    assertRefused(
        CommandRun.of("bench", "mnist-dcgan", "--growth", folder.resolve("growth.png")),
        "--growth: expected no model beside it, since it measures its own networks, but found"
            + " mnist-dcgan; leave one of the two out");
    assertRefused(
        CommandRun.of("bench", "--growth", folder.resolve("growth.txt")),
        "--growth: expected a file name that ends in .png but found "
            + folder.resolve("growth.txt")
            + "; change it");
  }

  @ParameterizedTest
  @CsvSource({"--batch-size, 16", "--threads, 1", "--forms, plain"})
  void refusesOptionsThatGrowthSetsItself(String option, String value) {
    assertRefused(
        CommandRun.of("bench", "--growth", folder.resolve("growth.png"), option, value),
        "--growth: expected no %s beside it, since it sets its own values, but found %s %s;"
                .formatted(option, option, value)
            + " leave one of the two out");
  }

  @Test
  void growthVariesOneThingAtATime() {
    List<BenchForm> forms = new Growth(List.of(Precision.FLOAT32)).forms();

    assertThat(forms).doesNotHaveDuplicates();
    assertThat(forms.stream().filter(form -> form.gan().name().equals("dcgan-28")))
        .extracting(BenchForm::batchSize)
        .contains(16, 32, 64, 128, 256, 512);
    assertThat(forms)
        .extracting(form -> form.gan().generator().outputShape().toString())
        .contains("[28, 28, 1]", "[64, 64, 1]", "[128, 128, 1]");
    assertThat(forms).extracting(BenchForm::threads).contains(1);
  }

  @Test
  void listsTheValuesOfAChoiceInAList() {
    assertRefused(
        CommandRun.of("bench", "--precision", "float32,bfloat"),
        "--precision: expected one of auto, float32, bfloat16, float16 but found \"bfloat\"; did"
            + " you mean bfloat16? (see ./gan bench --help)");
    assertRefused(
        CommandRun.of("bench", "--batch-size", "16,many"),
        "--batch-size: expected a whole number but found \"many\"; write it in digits"
            + " (see ./gan bench --help)");
  }

  @Test
  void quantilesAreInterpolatedLinearly() {
    assertThat(Quantiles.of(List.of(40.0, 10.0, 20.0, 30.0)))
        .isEqualTo(new Quantiles(10, 17.5, 25, 32.5));
    assertThat(Quantiles.of(List.of(7.0))).isEqualTo(new Quantiles(7, 7, 7, 7));
  }

  /** The arithmetic of a product of 2048 rows: 2 * 2048^3 in 100 ms. */
  @Test
  void theMachinesRateIsArithmeticOverTime() {
    assertThat(BenchProduct.rate(100)).isEqualTo(171_798_691_840.0);
    BenchProduct product = new BenchProduct(Precision.BFLOAT16, 2);
    assertThat(BenchProduct.read(product.toJson())).isEqualTo(product);
  }
}
