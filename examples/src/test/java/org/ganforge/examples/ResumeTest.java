package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ganforge.examples.RunContent.assertSame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.ganforge.Computation;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunLock;
import org.ganforge.tf.TensorFlowBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code resume} on a run of eight iterations with a checkpoint after every second one. */
class ResumeTest {
  @TempDir private static Path origin;
  @TempDir private Path folder;
  private Path whole = Path.of("");

  @BeforeAll
  static void train() {
    Path spec =
        TinySpec.planned(
            origin,
            "\"iterations\": 8",
            "\"grid_every\": 3, \"checkpoints\": {\"every\": 2, \"keep\": 9}");
    assertThat(CommandRun.of("train", spec, "--run", origin.resolve("whole")).code()).isZero();
  }

  @BeforeEach
  void copy() throws IOException {
    RunContent.copy(origin, folder);
    whole = folder.resolve("whole");
  }

  /** Turns a copy of the run into what it would be if killed soon after an iteration. */
  private Path cutOffAfter(int iteration) throws IOException {
    Path run = folder.resolve("run");
    RunContent.copy(whole, run);
    Checkpoints checkpoints = checkpoints(run);
    for (Path checkpoint : checkpoints.all()) {
      if (Integer.parseInt(name(checkpoint).substring(5)) > iteration) {
        move(checkpoint, checkpoint.resolveSibling("." + name(checkpoint) + ".part"));
      }
    }
    Files.delete(run.resolve("progress.gif"));
    Files.delete(run.resolve("curves.png"));
    Files.delete(run.resolve("fakes-000008.png"));
    List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
    String torn = lines.get(iteration).substring(0, 30);
    Files.writeString(
        run.resolve("metrics.jsonl"), String.join("\n", lines.subList(0, iteration)) + "\n" + torn);
    return run;
  }

  private static Checkpoints checkpoints(Path run) {
    return Checkpoints.of(run.resolve("checkpoints"));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to);
  }

  private static void assertRefused(CommandRun run, String line) {
    assertThat(run.err()).isEqualTo("gan: " + line + "\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void resumesToTheBit() throws IOException {
    Path run = cutOffAfter(5);
    CommandRun result = CommandRun.of("resume", run);

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .startsWith("run    " + run + ": from iteration 4 to 8\niteration 5/8  epoch 1/1  d_loss ")
        .containsPattern("\ndone: 8 iterations in [0-9:]+\n")
        .endsWith(
            "\nNext: ./gan sample "
                + run
                + " --count 100 --seed 1\n"
                + "      ./gan resume "
                + run
                + " --steps 16\n");
    assertSame(run, whole);
    assertThat(run.resolve("checkpoints").toFile().list())
        .containsExactlyInAnyOrder("step-0", "step-2", "step-4", "step-6", "step-8");
  }

  /** The line of a checkpoint's iteration may be the one that had no room on the disk. */
  @Test
  void losesNoLineOfTheCheckpointsOwnIteration() throws IOException {
    Path run = cutOffAfter(4);
    List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
    Files.writeString(
        run.resolve("metrics.jsonl"), String.join("\n", lines.subList(0, 3)) + "\n{\"iter");
    assertThat(CommandRun.of("resume", run).code()).isZero();
    assertSame(run, whole);
  }

  @Test
  void fallsBackToTheNewestIntactCheckpointAndSaysSo() throws IOException {
    Path run = cutOffAfter(5);
    Path damaged = checkpoints(run).at(4);
    Path data = damaged.resolve("variables.data-00000-of-00001");
    byte[] bytes = Files.readAllBytes(data);
    bytes[bytes.length / 2] ^= 4;
    Files.write(data, bytes);
    CommandRun result = CommandRun.of("resume", run);

    assertThat(result.err())
        .isEqualTo(
            "gan: checkpoint "
                + damaged
                + ": expected its files unchanged but found variables.data-00000-of-00001"
                + " with changed bytes; use another checkpoint, or copy this one"
                + " again; using step-2\n");
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("run    " + run + ": from iteration 2 to 8\n");
    assertSame(run, whole);
    assertThat(run.resolve("checkpoints/step-4.damaged")).isDirectory();
    assertThat(CommandRun.of("sample", run, "--count", 1).err()).isEmpty();
  }

  @Test
  void refusesARunWithoutAnIntactCheckpoint() throws IOException {
    Path run = cutOffAfter(1);
    Path only = checkpoints(run).at(0);
    Files.delete(only.resolve("gan.json"));
    assertRefused(
        CommandRun.of("resume", run),
        "checkpoint "
            + only
            + ": expected its files unchanged but found no gan.json; use another"
            + " checkpoint, or copy this one again");
    move(only, only.resolveSibling("elsewhere"));
    assertRefused(
        CommandRun.of("resume", run),
        "run directory "
            + run
            + ": expected a checkpoint in "
            + run.resolve("checkpoints")
            + " but found none; training of this run was interrupted; train again");
  }

  @Test
  void refusesAllChangesAtOnce() throws IOException {
    Path run = cutOffAfter(5);
    Computation usual = TensorFlowBackend.of().computation();
    int threads = usual.intraOpThreads();
    int more = threads + 1;
    var before = RunContent.files(run);
    String words =
        "--precision bfloat16 --batch-size 4 --seed 9 --set data.first=100 --set noise.type=uniform"
            + " --steps 12 --keep 1 --threads "
            + more;

    String digest = DatasetCatalogue.standard().load("digits").first(100).digest();
    String then = requireNonNull(CheckpointFiles.verify(checkpoints(run).at(4)).images()).digest();
    CommandRun result = CommandRun.of((Object[]) ("resume " + run + " " + words).split(" "));
    // A trial has to choose other forms for another precision.
    assertRefused(
        result,
        "run directory %s: expected what step-4 was trained with but found noise \"uniform\" (then"
                .formatted(run)
            + " \"normal\"), data.first 100 (then 200), plan.batch_size 4 (then 8),"
            + " plan.seed 9 (then 0), images.count 100 (then 200), images.digest"
            + " \"%.59s... (then \"%.59s...), ".formatted(digest, then)
            + ("threads of an operation " + more + " (then " + threads + "), ")
            + ("operations at once " + more + " (then " + usual.interOpThreads() + "), ")
            + "precision bfloat16 (then float32), forms chosen by a trial (then 9 recorded"
            + " ones); undo the changes, or accept them with --override");
    assertThat(RunContent.files(run).keySet()).isEqualTo(before.keySet());
  }

  @Test
  void acceptsPermittedChangesWithOverride() throws IOException {
    Path run = cutOffAfter(5);
    CommandRun result =
        CommandRun.of(
            "resume",
            run,
            "--override",
            "--threads",
            1,
            "--batch-size",
            4,
            "--set",
            "generator_optimizer.learning_rate=0.5",
            "--set",
            "data.first=100");

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    RunDirectory directory = new RunDirectory(run);
    assertThat(directory.info().gan().plan().batchSize()).isEqualTo(4);
    assertThat(directory.info().gan().generatorOptimizer().learningRate().largest()).isEqualTo(0.5);
    assertThat(requireNonNull(directory.info().images()).count()).isEqualTo(100);
    assertThat(RunContent.iterations(run))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 8).boxed().toList());
    assertThat(CommandRun.of("resume", run).code()).isZero();
  }

  @Test
  void neverResumesWithOtherNetworks() throws IOException {
    Path run = cutOffAfter(5);
    assertRefused(
        CommandRun.of(
            "resume",
            run,
            "--override",
            "--seed",
            9,
            "--set",
            "discriminator.layers[1].rate=0.3",
            "--set",
            "generator_optimizer.beta_1=0.7"),
        "run directory "
            + run
            + ": expected what step-4 was trained with but found discriminator.layers[1].rate 0.3"
            + " (then 0.2), generator_optimizer.beta_1 0.7 (then 0.5); keep the networks and "
            + "their optimizers, except for the learning rates");
  }

  @Test
  void noticesThatTheRunsRecordWasEdited() throws IOException {
    Path run = cutOffAfter(5);
    Path json = run.resolve("run.json");
    Files.writeString(
        json, Files.readString(json).replace("\"batch_size\": 8", "\"batch_size\": 6"));
    assertRefused(
        CommandRun.of("resume", run),
        "run directory "
            + run
            + ": expected what step-4 was trained with but found plan.batch_size 6 (then 8); undo"
            + " the changes, or accept them with --override");
  }

  @Test
  void trainsForMoreStepsThanPlanned() throws IOException {
    Path longer = folder.resolve("longer");
    Path spec = folder.resolve("tiny.json");
    assertThat(CommandRun.of("train", spec, "--steps", 12, "--run", longer).code()).isZero();
    assertThat(CommandRun.of("resume", whole, "--steps", 12).code()).isZero();

    Files.delete(whole.resolve("fakes-000008.png")); // drawn because it ended there
    Path gif = whole.resolve("progress.gif");
    assertThat(gif).hasSameBinaryContentAs(longer.resolve("progress.gif"));
    assertSame(whole, longer);
  }

  @Test
  void saysThatAFinishedTrainingIsDone() throws IOException {
    byte[] metrics = Files.readAllBytes(whole.resolve("metrics.jsonl"));
    CommandRun result = CommandRun.of("resume", whole);

    assertThat(result.code()).isZero();
    assertThat(result.out())
        .startsWith("run    " + whole + ": from iteration 8 to 8\n")
        .containsPattern("\ndone: 8 iterations in [0-9:]+\n");
    assertThat(whole.resolve("metrics.jsonl")).hasBinaryContent(metrics);
  }

  @Test
  void refusesARunThatAnotherProgramTrainsInto() {
    RunLock lock = new RunDirectory(whole).lock();
    try {
      assertRefused(
          CommandRun.of("resume", whole, "--steps", 12),
          "run directory "
              + whole
              + ": expected no other program that is training into it but found process "
              + ProcessHandle.current().pid()
              + "; wait until that ends, or stop it");
    } finally {
      lock.close();
    }
  }

  @Test
  void findsTheImagesAfterTheyWereMoved() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    ByteBuffer images = ByteBuffer.allocate(16 + 10 * 28 * 28);
    images.putInt(0x803).putInt(10).putInt(28).putInt(28);
    Files.write(data.resolve("train-images-idx3-ubyte"), images.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + 10);
    labels.putInt(0x801).putInt(10);
    Files.write(data.resolve("train-labels-idx1-ubyte"), labels.array());
    Path run = folder.resolve("own");
    Path spec = folder.resolve("tiny.json");
    assertThat(CommandRun.of("train", spec, "--data", data, "--steps", 2, "--run", run).code())
        .isZero();

    Path moved = folder.resolve("moved");
    move(data, moved);
    // The digits that the program draws are always available, so it refuses those.
    assertThat(CommandRun.of("resume", run, "--steps", 4).err()).contains("images.name");
    CommandRun found = CommandRun.of("resume", run, "--steps", 4, "--data", moved);
    assertThat(found.err()).isEmpty();
    assertThat(found.code()).isZero();
    assertThat(requireNonNull(new RunDirectory(run).info().images()).folder())
        .isEqualTo(moved.toString());
  }

  /**
   * An obstacle to a picture ends the training; once it is removed, the run is as if undisturbed.
   */
  @Test
  void resumesToTheBitAfterAPictureCouldNotBeWritten() throws IOException {
    Path run = cutOffAfter(4);
    Path inTheWay = run.resolve("fakes-000006.png");
    Files.delete(inTheWay);
    Files.createDirectories(inTheWay.resolve("folder"));
    CommandRun failed = CommandRun.of("resume", run);

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err())
        .startsWith("gan: " + inTheWay + ": expected a file that can be written but found ")
        .endsWith(
            "; the weights are saved, and './gan resume " + run + "' continues from step-6\n");
    Files.delete(inTheWay.resolve("folder"));
    Files.delete(inTheWay);
    assertThat(CommandRun.of("resume", run).code()).isZero();
    assertSame(run, whole);
  }

  @Test
  void resumesToTheBitAfterACheckpointCouldNotBeWritten() throws IOException {
    Path run = cutOffAfter(5);
    Path inTheWay = Files.writeString(checkpoints(run).at(6), "a file");
    CommandRun failed = CommandRun.of("resume", run);

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err())
        .isEqualTo(
            "gan: checkpoint "
                + inTheWay
                + ": expected a new directory but found one that exists; choose another; './gan"
                + " resume "
                + run
                + "' continues from step-4\n");
    Files.delete(inTheWay);
    assertThat(CommandRun.of("resume", run).code()).isZero();
    assertSame(run, whole);
  }

  @Test
  void leavesARunWithoutItsMetricsUnchanged() throws IOException {
    Path run = cutOffAfter(5);
    Files.writeString(
        run.resolve("metrics.jsonl"), "epoch,loss\n", StandardOpenOption.TRUNCATE_EXISTING);
    // Damaged, so resuming from step-4 would rename it.
    Path damaged = Files.createDirectory(run.resolve("checkpoints/step-6"));
    Files.writeString(damaged.resolve("gan.json"), "{}");
    Map<String, byte[]> before = RunContent.files(run);
    CommandRun result = CommandRun.of("resume", run, "--steps", 9);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .endsWith(
            "gan: "
                + run.resolve("metrics.jsonl")
                + " line 1: expected an object that begins with {\"iteration\": but found"
                + " epoch,loss; restore the file"
                + " from a copy, or rename it to keep it, and resume starts a new log\n");
    Map<String, byte[]> after = RunContent.files(run);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(before.get(name)));
  }
}
