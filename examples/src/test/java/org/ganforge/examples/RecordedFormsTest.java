package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.ganforge.examples.RunContent.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganforge.Computation;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.json.codec.CheckpointJson;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.observe.RunDirectory;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.tf.form.FormTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run keeps the forms that a trial chose for it, whatever a trial would choose now. */
class RecordedFormsTest {
  private static final String UNDO = "; undo the changes, or accept them with --override";

  /** Five layers in three directions. */
  private static final int FORMS = 15;

  /** Two layers large enough for forms to be tried. */
  private static final String CONVOLUTIONS =
      """
      {"type": "Conv2D", "filters": 16, "kernel_size": 5, "strides": 2, "padding": "same"},
      {"type": "Conv2D", "filters": 24, "kernel_size": 3, "padding": "same"},
      {"type": "Flatten"},
      """;

  @TempDir private static Path origin;
  private static Path spec = Path.of("");

  @TempDir private Path folder;
  private Path run = Path.of("");
  private FormFiles caches = new FormFiles(run);

  @BeforeAll
  static void train() throws IOException {
    Path json =
        TinySpec.planned(
            origin,
            "\"iterations\": 4",
            "\"grid_every\": 2, \"checkpoints\": {\"every\": 2, \"keep\": 9}");
    String text = Files.readString(json);
    spec =
        Files.writeString(
            origin.resolve("spec.json"), text.replace("{\"type\": \"Flatten\"},", CONVOLUTIONS));
    System.setProperty("ganforge.home", origin.resolve("home").toString());
    trained(origin.resolve("run"));
  }

  @BeforeEach
  void copy() throws IOException {
    RunContent.copy(origin, folder);
    run = folder.resolve("run");
    caches = new FormFiles(folder.resolve("home"));
    System.setProperty("ganforge.home", folder.resolve("home").toString());
  }

  @AfterAll
  static void forgetTheCache() {
    System.clearProperty("ganforge.home");
  }

  private static Path trained(Path path, Object... options) {
    CommandRun result =
        CommandRun.of(
            Stream.concat(
                    Stream.of("train", spec, "--device", "cpu", "--run", path), Stream.of(options))
                .toArray());
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return path;
  }

  private static Computation computation(Path run, int iteration) {
    return CheckpointFiles.verify(run.resolve("checkpoints/step-" + iteration)).computation();
  }

  private static Map<String, String> forms(Path run) {
    return requireNonNull(new RunDirectory(run).info().formNames());
  }

  private CommandRun resume(Object... options) {
    return CommandRun.of(
        Stream.concat(Stream.of("resume", run, "--steps", 6), Stream.of(options)).toArray());
  }

  private void rewrite(UnaryOperator<Computation> edit) throws IOException {
    Path checkpoint = run.resolve("checkpoints/step-4");
    CheckpointInfo then = CheckpointFiles.verify(checkpoint);
    CheckpointInfo other =
        new CheckpointInfo(
            then.iteration(),
            then.seed(),
            then.metricsLine(),
            then.log(),
            then.created(),
            then.versions(),
            edit.apply(then.computation()),
            requireNonNull(then.images()),
            then.files());
    Files.writeString(checkpoint.resolve("checkpoint.json"), CheckpointJson.write(other));
  }

  private static void assertRefused(CommandRun result, String line) {
    assertThat(result.err()).isEqualTo("gan: " + line + "\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(2);
  }

  private String changed(String differences) {
    return "run directory "
        + run
        + ": expected what step-4 was trained with but found "
        + differences
        + UNDO;
  }

  private void assertResumed(CommandRun result) throws IOException {
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(RunContent.iterations(run)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void theRunAndEachCheckpointRecordTheForms() {
    Map<String, String> forms = forms(run);

    assertThat(forms)
        .containsKeys("8 -> 98, forward", "8 -> 98, kernel", "4704 -> 1, input")
        .hasSize(FORMS);
    assertThat(List.copyOf(forms.keySet())).isSorted();
    assertThat(FormTable.allForms()).containsAll(forms.values());
    for (int iteration : new int[] {0, 2, 4}) {
      Computation computation = computation(run, iteration);
      assertThat(computation.formNames()).isEqualTo(forms);
      assertThat(computation.environment())
          .isEqualTo(TensorFlowBackend.of().computation().environment());
      assertThat(computation.rewrites()).isNull();
    }
  }

  /** Otherwise the tests below would prove nothing. */
  @Test
  void aNewRunUsesTheCachedForms() throws IOException {
    caches.chooseOthers();
    Path other = trained(folder.resolve("other"));

    // Whether they round otherwise depends on the forms that this machine's trial had time for.
    assertThat(forms(other)).hasSameSizeAs(forms(run)).isNotEqualTo(forms(run));
  }

  @Test
  void resumesWithItsFormsToTheBitWhateverTheCacheSays() throws IOException {
    Path whole = trained(folder.resolve("whole"), "--steps", 6);
    Map<String, String> forms = forms(run);
    assertThat(forms(whole)).isEqualTo(forms);
    caches.chooseOthers();
    CommandRun result = resume();

    assertResumed(result);
    assertThat(forms(run)).isEqualTo(forms);
    assertThat(computation(run, 6).formNames()).isEqualTo(forms);
    assertSame(run, whole);
  }

  @Test
  void refusesOtherFormsWithoutOverride() throws IOException {
    Map<String, byte[]> before = RunContent.files(run);
    CommandRun refused = resume("--forms", "plain");
    assertRefused(refused, changed("forms plain (then 15 recorded ones)"));
    assertThat(RunContent.files(run).keySet()).isEqualTo(before.keySet());

    assertResumed(resume("--forms", "plain", "--override"));
    assertThat(forms(run)).isEmpty();
    assertThat(computation(run, 6).forms()).isEmpty();
  }

  /** Edits of the run's record used to be silently overruled by the checkpoint. */
  @Test
  void refusesEditedFormsOfTheRunWithoutOverride() throws IOException {
    Path json = run.resolve("run.json");
    String of =
        forms(run).keySet().stream()
            .filter(key -> key.contains("14x14x24") && key.endsWith(", forward"))
            .findFirst()
            .orElseThrow();
    String form = requireNonNull(forms(run).get(of));
    String other = form.equals("engine") ? "columns" : "engine";
    String before = Files.readString(json);
    // A long entry spans several lines.
    String entry = "(" + Pattern.quote("\"of\": \"" + of + "\",") + "\\s*\"form\": \")";
    String after = before.replaceFirst(entry + Pattern.quote(form), "$1" + other);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(json, after);

    assertRefused(resume(), changed("form of %s \"%s\" (then \"%s\")".formatted(of, other, form)));
    assertResumed(resume("--override"));
    assertThat(forms(run)).containsEntry(of, other);
    assertThat(computation(run, 6).formNames()).isEqualTo(forms(run));
    assertThat(computation(run, 4).formNames())
        .as("the checkpoint is rewritten")
        .isEqualTo(forms(run));
  }

  @Test
  void refusesATrialWithoutOverride() throws IOException {
    assertRefused(
        resume("--forms", "trial"), changed("forms chosen by a trial (then 15 recorded ones)"));
    caches.chooseOthers();
    Map<String, String> before = forms(run);
    assertResumed(resume("--forms", "trial", "--override"));
    assertThat(forms(run)).hasSameSizeAs(before).isNotEqualTo(before);
  }

  /** The recorded forms are for another precision, so a trial has to choose. */
  @Test
  void aTrialChoosesAgainForAnotherPrecision() throws IOException {
    assertThat(resume("--precision", "bfloat16").err())
        .contains(
            "found precision bfloat16 (then float32), forms chosen by a trial (then 15"
                + " recorded ones); ");
    assertResumed(resume("--precision", "bfloat16", "--override"));
    assertThat(computation(run, 6).precision()).isEqualTo("bfloat16");
    assertThat(caches.lines()).anyMatch(line -> line.contains(", batch 16, bfloat16\t"));
  }

  @Test
  void theSamePrecisionIsNoChange() throws IOException {
    Map<String, String> forms = forms(run);
    caches.chooseOthers();
    assertResumed(resume("--precision", "float32"));
    assertThat(forms(run)).isEqualTo(forms);
  }

  @Test
  void refusesAnUnknownForm() throws IOException {
    Map<String, String> unknown = Map.of("8 -> 98, forward", "quantum");
    rewrite(then -> then.withForms(unknown));
    RunDirectory directory = new RunDirectory(run);
    directory.write(directory.info().withForms(unknown));

    assertRefused(
        resume(),
        "form of 8 -> 98, forward: expected a form that this version knows but found \"quantum\";"
            + " use the version of the library that wrote it");
  }

  @Test
  void refusesAnotherEnvironmentByNameWithoutOverride() throws IOException {
    List<String> here = TensorFlowBackend.of().computation().environment();
    assumeThat(here).isEmpty();
    rewrite(
        then -> then.withEnvironment(List.of("TF_ENABLE_ONEDNN_OPTS=0"), then.environmentAdded()));

    assertRefused(resume(), changed("environment variable TF_ENABLE_ONEDNN_OPTS not set (then 0)"));
    assertResumed(resume("--override"));
    assertThat(computation(run, 6).environment()).isEmpty();
  }

  @Test
  void refusesACheckpointOfAnEarlierVersionWithoutOverride() throws IOException {
    rewrite(
        then ->
            new Computation(
                then.intraOpThreads(),
                then.interOpThreads(),
                then.precision(),
                true,
                then.device(),
                null,
                null,
                null,
                null,
                null));

    assertRefused(
        resume(), changed("forms 15 recorded ones (then rewrites of an earlier version)"));
    assertResumed(resume("--override"));
    assertThat(computation(run, 6).formNames()).isEqualTo(forms(run)).hasSize(FORMS);
  }

  @Test
  void anotherRunCanComputeLikeThisOne() throws IOException {
    caches.chooseOthers();
    Path other =
        trained(folder.resolve("other"), "--forms", run); // the folder instead of its run.json

    assertThat(forms(other)).isEqualTo(forms(run));
    assertSame(other, run);
  }

  @Test
  void refusesFormsThatItCannotRead() throws IOException {
    assertRefused(
        CommandRun.of("train", spec, "--forms", "nonsense"),
        "--forms nonsense: expected trial, plain, products or the run.json of a run but found no"
            + " such file; choose one of them");
    assertRefused(
        CommandRun.of("train", spec, "--forms", folder),
        "--forms "
            + folder
            + ": expected trial, plain, products or the run.json of a run but found a folder"
            + " without run.json; choose one of them");

    assertThat(CommandRun.of("train", spec, "--forms", "no\0file").err())
        .startsWith("gan: --forms no\\u0000file: expected trial, plain, ");

    Path bytes = Files.write(folder.resolve("bytes.json"), new byte[] {(byte) 0xff, 0, 1});
    assertRefused(
        CommandRun.of("train", spec, "--forms", bytes),
        "--forms " + bytes + ": expected UTF-8 text but found other bytes; save it as UTF-8");
  }

  @Test
  void refusesARunWithoutKnownForms() throws IOException {
    Path damaged = Files.writeString(folder.resolve("damaged.json"), "{");
    assertThat(CommandRun.of("train", spec, "--forms", damaged).err())
        .startsWith("gan: --forms " + damaged + " $: expected JSON but found ")
        .hasLineCount(1);

    Path unformed = folder.resolve("unformed.json");
    String json = Files.readString(run.resolve("run.json"));
    Files.writeString(unformed, json.replaceFirst("(?s),\\s*\"forms\": \\[.*?\\]", ""));
    assertRefused(
        CommandRun.of("train", spec, "--forms", unformed),
        "--forms "
            + unformed
            + ": expected a run that records its forms but found none; use trial");

    Path unknown = folder.resolve("unknown.json");
    Files.writeString(
        unknown, json.replaceFirst("\"form\": \"[a-z -]+\"", "\"form\": \"quantum\""));
    assertRefused(
        CommandRun.of("train", spec, "--forms", unknown, "--run", folder.resolve("never")),
        "form of "
            + forms(run).keySet().iterator().next()
            + ": expected a form that this version knows but found \"quantum\"; use the version"
            + " of the library that wrote it");
  }

  @Test
  void drawsSamplesWithItsFormsAndRunsNoTrial() throws IOException {
    Path before = folder.resolve("before.npy");
    Path after = folder.resolve("after.npy");
    assertThat(CommandRun.of("sample", run, "--out", before).code()).isZero();
    caches.chooseOthers();
    assertThat(CommandRun.of("sample", run, "--out", after).code()).isZero();
    assertThat(after).hasSameBinaryContentAs(before);

    caches.delete();
    CommandRun result = CommandRun.of("sample", run, "--out", after);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(after).hasSameBinaryContentAs(before);
    // The key of a single verified form ends with the form's name, unlike that of a trial.
    assertThat(caches.lines())
        .isNotEmpty()
        .allMatch(line -> line.matches(".*, float32, [a-z -]+\t.*"));
  }

  @Test
  void theLibrarysOptionsMatchTheCheckpoint() {
    TensorFlowOptions options = TensorFlowOptions.of(computation(run, 4));

    assertThat(options.forms()).isEqualTo(forms(run));
    assertThat(TensorFlowBackend.of(options).computation()).isEqualTo(computation(run, 4));
  }
}
