package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.internal.Digest;
import org.ganforge.json.codec.CheckpointJson;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.train.LogDigest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs made by a stranger, tampered with by a user, or left by a killed program. */
class HostileRunTest {
  @TempDir private static Path origin;
  @TempDir private Path folder;
  private Path run = Path.of("");
  private Path precious = Path.of("");

  @BeforeAll
  static void train() {
    Path spec =
        TinySpec.planned(
            origin,
            "\"iterations\": 4",
            "\"grid_every\": 4, \"checkpoints\": {\"every\": 2, \"keep\": 9}");
    assertThat(CommandRun.of("train", spec, "--run", origin.resolve("run")).code()).isZero();
  }

  @BeforeEach
  void copy() throws IOException {
    RunContent.copy(origin, folder);
    run = folder.resolve("run");
    precious = Files.writeString(folder.resolve("precious"), "mine");
  }

  private static void assertRefused(CommandRun result, String line) {
    assertThat(result).isEqualTo(new CommandRun(2, "", "gan: " + line + "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".lock",
        "run.json",
        "metrics.jsonl",
        "events.jsonl",
        "reals.png",
        "fakes-000004.png",
        "progress.gif",
        "checkpoints/best.json",
        "checkpoints/step-4/gan.json",
        "samples-0.png"
      })
  void followsNoLinkToAFileElsewhere(String name) throws IOException {
    Path link = run.resolve(name);
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, precious);

    for (String verb : List.of("resume", "sample")) {
      assertRefused(
          CommandRun.of(verb, run),
          link
              + ": expected a plain file or directory but found a symbolic link; remove it, or put"
              + " what it stands for in its place");
    }
    assertThat(precious).hasContent("mine");
  }

  @Test
  void followsNoLinkToADirectoryElsewhere() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(run.resolve("export"), elsewhere);

    assertRefused(
        CommandRun.of("export", run),
        link
            + ": expected a plain file or directory but found a symbolic link; remove it, or put"
            + " what it stands for in its place");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void mayItselfBeALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("latest"), run);
    CommandRun result = CommandRun.of("resume", link, "--steps", 5);
    assertThat(result.err()).isEmpty();
    assertThat(RunContent.iterations(run)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  /** It used to be taken for the newest one, and intact older ones for damaged. */
  @Test
  void doesNotResumeFromARenamedCheckpoint() throws IOException {
    Checkpoints checkpoints = Checkpoints.of(run.resolve("checkpoints"));
    Path renamed = Files.move(checkpoints.at(2), checkpoints.at(999));
    String warning =
        "gan: checkpoint "
            + renamed
            + ": expected the state after 999 iterations, as its name says, but found that after 2;"
            + " rename it to step-2; using step-4\n";

    CommandRun sampled = CommandRun.of("sample", run, "--count", 1);
    assertThat(sampled.err()).isEqualTo(warning);
    assertThat(sampled.out()).startsWith("1 image, seed 0, iteration 4, epoch 1: ");
    CommandRun resumed = CommandRun.of("resume", run, "--steps", 5);
    assertThat(resumed.err()).isEqualTo(warning);
    assertThat(resumed.out()).startsWith("run    " + run + ": from iteration 4 to 5\n");
  }

  @Test
  void noticesAChangedDigitOfItsMetricsBeforeItTrains() throws IOException {
    Path metrics = run.resolve("metrics.jsonl");
    String whole = Files.readString(metrics);
    String changed = whole.replaceFirst("\"d_accuracy\":0\\.\\d", "\"d_accuracy\":0.x");
    for (String damaged : List.of(whole.replaceFirst("d_loss\":0", "d_loss\":7"), changed)) {
      Files.writeString(metrics, damaged);
      Map<String, byte[]> before = RunContent.files(run);
      CommandRun result = CommandRun.of("resume", run, "--steps", 5);

      assertThat(result.code()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err())
          .hasLineCount(1)
          .startsWith("gan: " + metrics)
          .endsWith(
              "; restore the file from a copy, or rename it to keep it, and resume starts a new"
                  + " log\n");
      Map<String, byte[]> after = RunContent.files(run);
      assertThat(after.keySet()).isEqualTo(before.keySet());
      assertThat(metrics).hasContent(damaged);
    }

    Path kept = Files.move(metrics, run.resolve("metrics-old.jsonl"));
    assertThat(CommandRun.of("resume", run, "--steps", 5).code()).isZero();
    assertThat(CommandRun.of("resume", run, "--steps", 6).err()).isEmpty();
    assertThat(RunContent.iterations(run)).containsExactly(4L, 5L, 6L);
    assertThat(kept).hasContent(changed);
  }

  @Test
  void resumesFromACheckpointWithoutADigestOfItsMetrics() throws IOException {
    Path checkpoint = run.resolve("checkpoints/step-4");
    CheckpointInfo known = CheckpointFiles.verify(checkpoint);
    assertThat(known.log()).isNotNull();
    Files.writeString(
        checkpoint.resolve("checkpoint.json"), CheckpointJson.write(known.withLog(null)));
    assertThat(CommandRun.of("resume", run, "--steps", 5).err()).isEmpty();
    assertThat(RunContent.iterations(run)).containsExactly(1L, 2L, 3L, 4L, 5L);
    CheckpointInfo next = CheckpointFiles.verify(run.resolve("checkpoints/step-5"));
    assertThat(next.log())
        .isEqualTo(
            LogDigest.of(
                Files.size(run.resolve("metrics.jsonl")),
                Digest.SHA_256.of(run.resolve("metrics.jsonl"))));
  }

  /** The checkpoint's own line can be restored from the checkpoint. */
  @Test
  void restoresTheLineOfTheCheckpoint() throws IOException {
    Path metrics = run.resolve("metrics.jsonl");
    String whole = Files.readString(metrics);
    int last = whole.lastIndexOf("{\"iteration\"");
    String damaged = whole.substring(last).replaceFirst("\\d\\.\\d", "9.9");
    Files.writeString(metrics, whole.substring(0, last) + damaged);

    assertThat(CommandRun.of("resume", run).err()).isEmpty();
    assertThat(metrics).hasContent(whole);
  }

  @Test
  void saysThatItsRecordIsNotUtf8() throws IOException {
    Path json = run.resolve("run.json");
    String text = Files.readString(json);
    Files.write(json, text.getBytes(StandardCharsets.UTF_16));
    assertRefused(
        CommandRun.of("sample", run),
        json + ": expected UTF-8 text but found UTF-16 text; save it as UTF-8");
    Files.writeString(json, "\uFEFF" + text);
    assertThat(CommandRun.of("sample", run, "--count", 1).err()).isEmpty();
    try (FileChannel huge = FileChannel.open(json, StandardOpenOption.WRITE)) {
      huge.write(ByteBuffer.allocate(1), 3L << 30);
    }
    assertThat(CommandRun.of("sample", run).err())
        .startsWith("gan: " + json + " $: expected a spec of at most 1048576 characters")
        .hasLineCount(1);
  }

  /** Eight of eight samples once failed during a training that keeps one checkpoint. */
  @Test
  void isReadDuringATrainingThatKeepsOneCheckpoint() throws Exception {
    Path beside = folder.resolve("beside");
    try (GanProcess training =
        GanProcess.start(
            folder.resolve("out.txt"),
            "train",
            origin.resolve("tiny.json"),
            "--run",
            beside,
            "--steps",
            1_000_000,
            "--grid-every",
            1_000_000,
            "--checkpoint-every",
            1,
            "--keep",
            1)) {
      training.awaitLines(beside, 2);
      for (String verb : List.of("sample", "morph", "sample")) {
        CommandRun result = CommandRun.of(verb, beside);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
      }
      String holder = "found process " + training.process().pid() + ";";
      assertThat(CommandRun.of("resume", beside).err()).contains(holder);
      Files.delete(beside.resolve(".lock"));
      assertRefused(
          CommandRun.of("resume", beside),
          "run directory "
              + beside
              + ": expected its .lock, which shows whether a program is training into it, but found"
              + " none; make sure that none is, then create an empty file "
              + beside.resolve(".lock"));
      training.kill();
    }
  }

  @Test
  void importsIntoTheEmptyDirectoryLeftByAKilledImport() throws IOException {
    Path out = folder.resolve("out");
    assertThat(CommandRun.of("export", run, "--format", "keras", "--out", out).code()).isZero();
    Path empty = Files.createDirectory(folder.resolve("imported"));
    CommandRun result =
        CommandRun.of(
            "import", out.resolve("generator/model.keras"), "--as", "generator", "--run", empty);
    assertThat(result.err()).isEmpty();
    assertThat(empty.toFile().list()).containsExactlyInAnyOrder(".lock", "run.json", "checkpoints");
    assertThat(CommandRun.of("sample", empty, "--count", 1).err()).isEmpty();
  }
}
