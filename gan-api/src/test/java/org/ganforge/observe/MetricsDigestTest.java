package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.Computation;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RunInfo;
import org.ganforge.train.LogDigest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of the metrics log against its digest in a checkpoint. */
class MetricsDigestTest {
  private static final String WAY_OUT = MetricsLogTest.WAY_OUT;

  @TempDir private Path dir;

  private Path file() {
    return dir.resolve("metrics.jsonl");
  }

  static CheckpointInfo checkpoint(long iteration, @Nullable String line, @Nullable LogDigest log) {
    return CheckpointInfo.of(
            iteration,
            7,
            line,
            Instant.parse("2025-01-31T12:00:00Z"),
            new RunInfo.Versions("0.1.0", "17.0.15+6", "Linux 6.1 amd64", "TensorFlow 2.18.0"),
            Computation.of(2, 2, "float32"),
            List.of())
        .withLog(log);
  }

  private LogDigest recorded(long... iterations) {
    long last = iterations[iterations.length - 1];
    try (MetricsLog log = MetricsLog.open(file(), 0)) {
      for (long iteration : iterations) {
        log.on(Events.done(iteration));
      }
      assertThat(log.digest(last - 1)).isNull();
      return Objects.requireNonNull(log.digest(last));
    }
  }

  @Test
  void hasADigestOfItsBytes() throws IOException {
    LogDigest digest = recorded(1, 2, 3);
    assertThat(digest).isEqualTo(LogDigest.of(Files.size(file()), Digest.SHA_256.of(file())));
    try (MetricsLog log = MetricsLog.open(file(), 2)) {
      log.on(Events.started(2, 5));
      assertThat(log.digest(3)).isNull();
      log.on(Events.done(3));
      assertThat(log.digest(3)).isEqualTo(digest);
      log.on(Events.started(0, 5));
      assertThat(log.digest(0)).isEqualTo(LogDigest.of(0, Digest.SHA_256.of()));
    }
  }

  @Test
  void continuesAfterACheckpointThatKnowsItsDigest() throws IOException {
    LogDigest digest = recorded(1, 2, 3);
    String third = MetricsLine.of(Events.done(3));
    String whole = Files.readString(file());
    for (String rest : List.of("", "{\"iter", MetricsLine.of(Events.done(4)) + "\n", "\0\0\n")) {
      Files.writeString(file(), whole + rest);
      try (MetricsLog log = MetricsLog.open(file(), checkpoint(3, third, digest))) {
        assertThat(log.digest(3)).isEqualTo(digest);
      }
      assertThat(file()).hasContent(whole);
    }
  }

  /**
   * A flipped bit is detected anywhere; in the last line, which the checkpoint has, it is repaired.
   */
  @Test
  void detectsEveryFlippedBitBeforeTheCheckpoint() throws IOException {
    LogDigest digest = recorded(1, 2, 3);
    String third = MetricsLine.of(Events.done(3));
    byte[] whole = Files.readAllBytes(file());
    int last = whole.length - third.length() - 1;
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      Files.write(file(), damaged);
      CheckpointInfo checkpoint = checkpoint(3, third, digest);
      if (at < last) {
        assertThatThrownBy(() -> MetricsLog.open(file(), checkpoint))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageStartingWith(file().toString())
            .hasMessageEndingWith(WAY_OUT);
        assertThat(file()).hasBinaryContent(damaged);
      } else {
        MetricsLog.open(file(), checkpoint).close();
        assertThat(file()).hasBinaryContent(whole);
      }
    }
  }

  @Test
  void saysThatADigitWasChanged() throws IOException {
    LogDigest digest = recorded(1, 2, 3);
    String changed = Files.readString(file()).replaceFirst("0.75", "0.76");
    Files.writeString(file(), changed);
    String third = MetricsLine.of(Events.done(3));
    assertThatThrownBy(() -> MetricsLog.open(file(), checkpoint(3, third, digest)))
        .hasMessage(
            file()
                + ": expected the lines up to iteration 3 unchanged but found other ones"
                + WAY_OUT);
    // A checkpoint of an earlier version cannot know.
    MetricsLog.open(file(), checkpoint(3, third, null)).close();
    assertThat(file()).hasContent(changed);
  }

  @Test
  void namesTheDamagedLineBeforeACheckpointOfAnEarlierVersion() throws IOException {
    recorded(1, 2, 3);
    String second = MetricsLine.of(Events.done(2));
    String third = MetricsLine.of(Events.done(3));
    String whole = Files.readString(file());
    Files.writeString(file(), whole.replace(second, second.replace("0.75", "0.x5")));
    assertThatThrownBy(() -> MetricsLog.open(file(), checkpoint(3, third, null)))
        .hasMessage(
            file()
                + " line 2: expected \"name\":number, separated by commas but found "
                + ".x5,\"g_loss\":0.6931471805599453,\"g_accuracy\":0.5,\"d_updates\""
                + "..."
                + WAY_OUT);
    Files.writeString(file(), whole.replace(third, third.replace("0.75", "0.x5")));
    MetricsLog.open(file(), checkpoint(3, third, null)).close();
    assertThat(file()).hasContent(whole);
  }

  /** A process may be killed after starting a new log and before rewriting the checkpoint. */
  @Test
  void continuesANewLogWithACheckpointThatKnowsTheOldOne() throws IOException {
    LogDigest digest = recorded(1, 2, 3);
    String third = MetricsLine.of(Events.done(3));
    Files.delete(file());
    for (int i = 0; i < 2; i++) {
      MetricsLog.open(file(), checkpoint(3, third, digest)).close();
      assertThat(file()).hasContent(third + "\n");
    }
    Files.writeString(file(), third.replace("0.75", "0.76") + "\n");
    assertThatThrownBy(() -> MetricsLog.open(file(), checkpoint(3, third, digest)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void isNotALink() throws IOException {
    Path precious = Files.writeString(dir.resolve("precious"), "mine");
    Files.createSymbolicLink(file(), precious);
    for (ThrowingCallable open :
        List.<ThrowingCallable>of(
            () -> MetricsLog.open(file(), 0),
            () -> MetricsLog.open(file(), checkpoint(3, null, null)))) {
      assertThatThrownBy(open)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              file()
                  + ": expected a plain file or directory but found a symbolic link; remove it, or"
                  + " put what it stands for in its place");
    }
    assertThat(precious).hasContent("mine");
  }
}
