package org.ganforge.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.ganforge.Computation;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RunInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage to any byte of any file is detected and reported with the file's name. */
public class CheckpointFilesTest {
  private static final List<String> FILES =
      List.of("checkpoint.json", "gan.json", "variables.data-00000-of-00001", "variables.index");

  @TempDir private Path dir;

  static CheckpointInfo info(long iteration, List<CheckpointInfo.StoredFile> files) {
    return new CheckpointInfo(
        iteration,
        7,
        iteration == 0 ? null : "{\"iteration\":" + iteration + ",\"d_loss\":\"NaN\"}",
        null,
        Instant.parse("2025-01-31T12:00:00Z"),
        new RunInfo.Versions("0.1.0", "17.0.15+6", "Linux 6.1 amd64", "TensorFlow 2.18.0"),
        Computation.of(2, 2, "float32"),
        RunInfo.Images.of("digits", 60_000, "0123456789abcdef".repeat(4)),
        files);
  }

  public static Path write(Path checkpoint, long iteration) {
    try {
      Files.createDirectories(checkpoint);
      Files.writeString(checkpoint.resolve("gan.json"), "{\"name\": \"tiny\"}\n");
      Files.write(checkpoint.resolve("variables.data-00000-of-00001"), new byte[] {1, 2, 3, 4, 5});
      Files.writeString(checkpoint.resolve("variables.index"), "index");
      CheckpointFiles.seal(checkpoint, files -> info(iteration, files));
      return checkpoint;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Turns an intact checkpoint into one written by a later version. */
  public static void makeNewer(Path checkpoint) throws IOException {
    Path file = checkpoint.resolve("checkpoint.json");
    String newer =
        Files.readString(file).replace("\"format\": 1,", "\"format\": 2,\n  \"new\": 0,");
    String undigested = newer.replaceFirst(",\n  \"digest\": .*\n", "\n");
    byte[] bytes = undigested.getBytes(StandardCharsets.UTF_8);
    String digest = Digest.SHA_256.of(ByteBuffer.wrap(bytes));
    Files.writeString(
        file, undigested.replaceFirst("\n}\n$", ",\n  \"digest\": \"" + digest + "\"\n}\n"));
  }

  private static void assertDamaged(Path checkpoint, String found) {
    assertThatThrownBy(() -> CheckpointFiles.verify(checkpoint))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "checkpoint " + checkpoint + ": expected its files unchanged but found ")
        .hasMessageContaining(found)
        .hasMessageEndingWith("; use another checkpoint, or copy this one again");
  }

  @Test
  void hasEveryFileOfAnIntactOne() {
    CheckpointInfo info = CheckpointFiles.verify(write(dir.resolve("step-3"), 3));
    assertThat(info).isEqualTo(info(3, info.files()));
    // The SHA-256 of the bytes 1 to 5, from sha256sum.
    assertThat(info.files())
        .hasSize(3)
        .contains(
            new CheckpointInfo.StoredFile(
                "variables.data-00000-of-00001",
                5,
                "74f81fe167d99b4cb41d6d0ccda82278caee9f3e2f25d5e5a3936ff3dcec60d0"));
  }

  @Test
  void detectsAFlippedBitInAnyByte() throws IOException {
    Path checkpoint = write(dir.resolve("step-3"), 3);
    for (String name : FILES) {
      Path file = checkpoint.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < whole.length; i++) {
        byte[] bytes = whole.clone();
        bytes[i] ^= (byte) (1 << (i % 8));
        Files.write(file, bytes);
        assertDamaged(checkpoint, name + " with changed bytes");
      }
      Files.write(file, whole);
    }
    assertThat(CheckpointFiles.verify(checkpoint).iteration()).isEqualTo(3);
  }

  @Test
  void detectsEveryTruncatedFile() throws IOException {
    Path checkpoint = write(dir.resolve("step-3"), 3);
    for (String name : FILES) {
      Path file = checkpoint.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length += 1 + length / 20) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertDamaged(checkpoint, name);
      }
      Files.write(file, Arrays.copyOf(whole, whole.length + 1));
      assertDamaged(checkpoint, name);
      Files.write(file, whole);
    }
  }

  @Test
  void namesAMissingFile() throws IOException {
    for (String name : FILES.subList(1, FILES.size())) {
      Path checkpoint = write(dir.resolve("without-" + name), 3);
      Files.delete(checkpoint.resolve(name));
      assertDamaged(checkpoint, "found no " + name + ";");
    }
  }

  @Test
  void saysWhatIsWrongInFull() throws IOException {
    Path checkpoint = write(dir.resolve("step-3"), 3);
    Files.writeString(checkpoint.resolve("variables.index"), "indexes");
    assertThatThrownBy(() -> CheckpointFiles.verify(checkpoint))
        .hasMessage(
            "checkpoint "
                + checkpoint
                + ": expected its files unchanged but found variables.index with 7 bytes"
                + " instead of 5; use another checkpoint, or copy this one again");
  }

  @Test
  void namesAnUnknownFormatInsteadOfCallingItDamage() throws IOException {
    Path checkpoint = write(dir.resolve("step-3"), 3);
    makeNewer(checkpoint);
    assertThatThrownBy(() -> CheckpointFiles.verify(checkpoint))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "checkpoint "
                + checkpoint
                + "/checkpoint.json $.format: expected 1 but found 2; use the version of GanForge "
                + "that wrote it");
    Path file = checkpoint.resolve("checkpoint.json");
    Files.writeString(file, Files.readString(file).replace("\"new\": 0", "\"new\": 1"));
    assertDamaged(checkpoint, "checkpoint.json with changed bytes, near $.format");
  }

  @Test
  void refusesADirectoryThatIsNotACheckpoint() {
    assertThatThrownBy(() -> CheckpointFiles.verify(dir))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "checkpoint "
                + dir
                + ": expected a directory with checkpoint.json but found no checkpoint.json;"
                + " give a directory written by save");
    Path none = dir.resolve("none");
    assertThatThrownBy(() -> CheckpointFiles.verify(none))
        .hasMessage(
            "checkpoint "
                + none
                + ": expected a directory with checkpoint.json but found no such directory;"
                + " give a directory written by save");
  }

  /** A file list that leads outside the checkpoint is invalid. */
  @Test
  void refusesTheNameOfAFileSomewhereElse() {
    assertThatThrownBy(() -> new CheckpointInfo.StoredFile("../gan.json", 1, "0".repeat(64)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "file name: expected a name of letters, digits, '_', '.' and '-' that starts with a"
                + " letter or digit but found \"../gan.json\"; rename it");
  }
}
