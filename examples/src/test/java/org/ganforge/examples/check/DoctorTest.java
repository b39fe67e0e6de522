package org.ganforge.examples.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ganforge.examples.CommandRun;
import org.ganforge.examples.TinySpec;
import org.ganforge.examples.train.QuickstartCommand;
import org.ganforge.internal.MachineMemory;
import org.ganforge.internal.Processor;
import org.ganforge.tf.FormReport;
import org.ganforge.tf.TensorFlowInstallation;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor's findings on this machine, and on others. */
class DoctorTest {
  private static final long GIBI = 1L << 30;
  private static final Locale USUAL = Locale.getDefault();
  private static final TensorFlowInstallation WITHOUT_GPU =
      new TensorFlowInstallation("2.18.0", List.of(), "it is unplugged", "plug it in");

  @TempDir private Path folder;

  @BeforeEach
  void useASeparateCache() {
    System.setProperty("ganforge.home", folder.resolve("cache").toString());
  }

  @AfterEach
  void forgetTheCacheAndTheLocale() {
    System.clearProperty("ganforge.home");
    Locale.setDefault(USUAL);
  }

  private static CommandRun doctor(Path runs, Object... options) {
    Object[] words = new Object[options.length + 3];
    words[0] = "doctor";
    words[1] = "--runs";
    words[2] = runs;
    System.arraycopy(options, 0, words, 3, options.length);
    return CommandRun.of(words);
  }

  /**
   * In a locale with Turkish letters and Arabic digits, which must not appear in numbers. Slow,
   * since it computes all sample convolutions; the other tests check each finding.
   */
  @Tag("slow")
  @Test
  void findsThatThisMachineCanTrain() {
    Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
    CommandRun result = doctor(folder.resolve("runs"), "--device", "cpu");

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .doesNotContain("problem")
        .doesNotContainPattern("[\\p{Nd}&&[^0-9]]|[İı]")
        .endsWith("\nReady to train. Next: ./gan quickstart\n");
    assertThat(result.out().lines().limit(3))
        .satisfiesExactly(
            java -> assertThat(java).startsWith("java        ok       " + Runtime.version()),
            locale -> assertThat(locale).startsWith("locale      "),
            processor -> assertThat(processor).startsWith("processor   "));
    assertThat(result.out())
        .contains("\ndata        ok       digits 10,000 + 2,000 images [28, 28, 1], drawn by")
        .contains("\ndata        note     mnist not here; './gan data mnist' downloads 12 MB\n")
        .containsPattern("\ntensorflow  ok       2\\.18\\.0, native library [a-z0-9_-]+\n")
        .containsPattern(
            "\nforms       (ok       TensorFlow's own convolutions are correct in all 57 samples"
                + "|note     TensorFlow computes \\d+ of 57 sample convolutions wrong .+)\n")
        .containsPattern(
            "\nprecision   ok       with bfloat16, convolutions and products take \\d+\\.\\d\\d of"
                + " float32's time; --precision auto is (bfloat16|float32)\n")
        .containsPattern(
            "\ntraining    ok       \\d+\\.\\d iterations per second of quickstart, batches of"
                + " 64, in ");
    assertThat(folder.resolve("runs")).doesNotExist();
    assertThat(folder.resolve("cache").toFile().list()).containsExactly("forms");
  }

  @Test
  void printsJsonAndFailsIfARequestedGpuIsMissing() throws IOException {
    TensorFlowInstallation here = TensorFlowInstallation.inspect();
    Assumptions.assumeTrue(here.gpus().isEmpty(), "this machine has a GPU");
    CommandRun result = doctor(folder.resolve("runs"), "--device", "gpu", "--json");

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isEqualTo(1);
    JsonNode json = JsonMapper.builder().build().readTree(result.out());
    assertThat(json.get("ready").booleanValue()).isFalse();
    JsonNode gpu = json.get("findings").get(json.get("findings").size() - 1);
    assertThat(gpu.get("name").textValue()).isEqualTo("gpu");
    assertThat(gpu.get("state").textValue()).isEqualTo("problem");
    assertThat(gpu.get("text").textValue())
        .isEqualTo("none, since " + here.whyNoGpu() + "; " + here.wayOut());
    assertThat(gpu.get("gpus")).isEmpty();
    assertThat(json.get("findings").get(3).get("machine_bytes").longValue()).isPositive();
  }

  @Test
  void trainingOnAMissingGpuIsRefusedBeforeAnyWork() {
    TensorFlowInstallation here = TensorFlowInstallation.inspect();
    Assumptions.assumeTrue(here.gpus().isEmpty(), "this machine has a GPU");
    CommandRun result =
        CommandRun.of("train", "mnist-dcgan", "--device", "gpu", "--runs", folder.resolve("runs"));

    assertThat(result.err())
        .isEqualTo(
            "gan: --device: expected a GPU but found none, since "
                + here.whyNoGpu()
                + "; "
                + here.wayOut()
                + "\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(2);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void xlaOnACpuIsRefusedBeforeAnyWork() {
    CommandRun result =
        CommandRun.of(
            "train", "mnist-dcgan", "--device", "cpu", "--xla", "--runs", folder.resolve("runs"));

    assertThat(result.err())
        .isEqualTo(
            "gan: --xla: expected a GPU, the only device where TensorFlow applies it, but found"
                + " device cpu; leave it out; to resume a run trained with XLA without it, use"
                + " --no-xla and add --override\n");
    assertThat(result.code()).isEqualTo(2);
    assertThat(folder.resolve("runs")).doesNotExist();
    assertThat(
            CommandRun.of("train", TinySpec.in(folder), "--device", "cpu", "--no-xla", "--dry-run")
                .code())
        .isZero();
  }

  @Test
  void refusesAnUnknownDevice() {
    CommandRun result = CommandRun.of("train", "mnist-dcgan", "--device", "tpu");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(1).startsWith("gan: --device").contains("\"tpu\"");
  }

  @Test
  void aPlaceForRunsThatIsAFileIsAProblem() throws IOException {
    Path file = Files.writeString(folder.resolve("runs"), "a file");

    assertThat(MachineChecks.disk(file).line())
        .isEqualTo(
            "disk        problem  run directory "
                + file
                + ": expected a place where a directory can be made but found something else of"
                + " that name; correct the permissions or choose another place");
  }

  @Test
  void lowDiskSpaceIsANoteAndNoneIsAProblem() {
    Path place = Path.of("/runs");
    assertThat(MachineChecks.disk(place, 8 * GIBI).line())
        .isEqualTo("disk        ok       8.0 GB free for /runs");
    assertThat(MachineChecks.disk(place, GIBI / 2).line())
        .isEqualTo("disk        note     0.5 GB free for /runs: low; a long run may need more");
    assertThat(MachineChecks.disk(place, GIBI / 100).line())
        .isEqualTo(
            "disk        problem  0.0 GB free for /runs: too little for a run; free some, or"
                + " choose --runs");
  }

  @Test
  void aCacheThatCannotBeWrittenIsANote() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(MachineChecks.cache(folder.resolve("a/b")).line())
        .isEqualTo(
            "cache       ok       " + folder.resolve("a/b") + ": data sets, classifiers, forms");
    assertThat(MachineChecks.cache(file).line())
        .isEqualTo(
            "cache       note     "
                + file
                + " is full or not writable: data sets, classifiers, forms are not cached; set"
                + " GANFORGE_HOME to another folder");
  }

  @Test
  void reportsTheMemory() {
    assertThat(MachineChecks.memory(new MachineMemory(8 * GIBI, Long.MAX_VALUE), 2 * GIBI).line())
        .isEqualTo(
            "memory      ok       8.0 GB in the machine, no lower limit; Java's heap can grow to"
                + " 2.0 GB");
    assertThat(MachineChecks.memory(new MachineMemory(8 * GIBI, GIBI), GIBI).line())
        .isEqualTo(
            "memory      note     8.0 GB in the machine, 1.0 GB allowed by its control groups;"
                + " Java's heap can grow to 1.0 GB: low; train in small batches");
    assertThat(MachineChecks.memory(new MachineMemory(8 * GIBI, 4 * GIBI), GIBI / 4).line())
        .endsWith("Java's heap can grow to 0.3 GB: low; set GANFORGE_JAVA_OPTS=-Xmx2g");
  }

  private Finding processor(String flags) throws IOException {
    Path file = folder.resolve("cpuinfo");
    Files.writeString(
        file, "processor\t: 0\nmodel name\t: A CPU\nflags\t\t: fpu " + flags + "\nbugs\t:\n");
    return MachineChecks.processor(Processor.read(file), 4);
  }

  @Test
  void reportsTheProcessorsInstructions() throws IOException {
    assertThat(processor("avx2 avx512f avx512_bf16 amx_tile").line())
        .isEqualTo("processor   ok       A CPU, 4 cores: AVX2, AVX-512, AVX512_BF16, AMX");
    assertThat(processor("avx2 avx512_vnni").line())
        .isEqualTo("processor   ok       A CPU, 4 cores: AVX2; no AVX-512, no AVX512_BF16, no AMX");
    assertThat(processor("sse").line())
        .isEqualTo("processor   note     A CPU, 4 cores: none of AVX2, AVX-512, AVX512_BF16, AMX");
    assertThat(MachineChecks.processor(Processor.read(folder.resolve("none")), 1).line())
        .isEqualTo(
            "processor   note     unknown, 1 core; its instructions are unknown on this system");
  }

  @Test
  void reportsWrongConvolutions() {
    Finding right = TensorFlowChecks.forms(new FormReport(54, List.of(), 1));
    assertThat(right.line())
        .isEqualTo(
            "forms       ok       TensorFlow's own convolutions are correct in all 54 samples");

    List<String> two = List.of("6x6x40 -> 6x6x8, input", "6x6x48 -> 6x6x8, input");
    Finding wrong = TensorFlowChecks.forms(new FormReport(54, two, 1));
    assertThat(wrong.line())
        .isEqualTo(
            "forms       note     TensorFlow computes 2 of 54 sample convolutions wrong on this"
                + " processor, so other forms are used; the first: 6x6x40 -> 6x6x8, input");
    assertThat(wrong.isProblem()).isFalse();
    assertThat(wrong.facts().get("tried")).hasToString("54");
    assertThat(wrong.facts().get("wrong"))
        .hasToString("[\"6x6x40 -> 6x6x8, input\",\"6x6x48 -> 6x6x8, input\"]");
  }

  @Test
  void reportsTheSpeedOfBfloat16() {
    assertThat(TensorFlowChecks.precision(new FormReport(54, List.of(), 0.5)).line())
        .isEqualTo(
            "precision   ok       with bfloat16, convolutions and products take 0.50 of float32's"
                + " time; --precision auto is bfloat16");
    assertThat(TensorFlowChecks.precision(new FormReport(54, List.of(), 0.9)).line())
        .endsWith("take 0.90 of float32's time; --precision auto is float32");
    assertThat(TensorFlowChecks.precision(new FormReport(54, List.of(), 1.25)).line())
        .endsWith("take 1.25 of float32's time; --precision auto is float32");
  }

  @Test
  void reportsTheGpu() {
    TensorFlowInstallation two =
        new TensorFlowInstallation("2.18.0", List.of("GPU:0", "GPU:1"), "", "");
    assertThat(TensorFlowChecks.gpu(two, true).line())
        .isEqualTo("gpu         ok       GPU:0, GPU:1");
    assertThat(TensorFlowChecks.gpu(WITHOUT_GPU, false).line())
        .isEqualTo("gpu         note     none, since it is unplugged; plug it in");
    assertThat(TensorFlowChecks.gpu(WITHOUT_GPU, true).line())
        .isEqualTo("gpu         problem  none, since it is unplugged; plug it in");
  }

  @Test
  void reportsTwoLibraries() {
    List<String> both = List.of("linux-x86_64", "linux-x86_64-gpu");
    assertThat(TensorFlowChecks.version(WITHOUT_GPU, both).line())
        .isEqualTo(
            "tensorflow  note     2.18.0, native library linux-x86_64 and linux-x86_64-gpu: they"
                + " conflict; keep one on the class path");
  }

  @Test
  void aFailedCheckIsReportedLikeAnyOther() {
    assertThat(
            Finding.guarded(
                    "memory",
                    Finding.State.NOTE,
                    () -> {
                      throw new IllegalStateException("it is not to be counted");
                    })
                .line())
        .isEqualTo(
            "memory      note     failed: it is not to be counted; run it again with --verbose to"
                + " see where");
    assertThat(
            Finding.guarded(
                    "training",
                    Finding.State.PROBLEM,
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    })
                .isProblem())
        .isTrue();
    Finding fine = Finding.ok("java", "17");
    assertThat(Finding.guarded("java", Finding.State.NOTE, () -> fine)).isSameAs(fine);
  }

  @Test
  void nonFiniteLossesAreAProblem() {
    NetworkMetrics good = new NetworkMetrics(new BatchMetrics(0.7, 0.5), null, 1);
    NetworkMetrics bad = new NetworkMetrics(new BatchMetrics(Double.NaN, 0.5), null, 1);
    TrainingEvent.IterationDone done = new TrainingEvent.IterationDone(1, good, bad, 64);
    assertThat(TensorFlowChecks.training(done, 3, QuickstartCommand.model(), 2).line())
        .isEqualTo("training    problem  losses NaN and 0.7 are not finite");
  }
}
