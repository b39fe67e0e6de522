package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.LoggedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFollowerTest {
  @TempDir private Path dir = Path.of("");
  private RunDirectory run = new RunDirectory(dir);
  private RunFollower follower = RunFollower.of(run);

  @BeforeEach
  void follow() {
    run = new RunDirectory(dir);
    follower = RunFollower.of(run);
  }

  private void train(int first, int last) {
    try (MetricsLog log = MetricsLog.open(run.metrics(), first - 1)) {
      for (int i = first; i <= last; i++) {
        log.on(Events.done(i, i, null));
      }
    }
  }

  private List<CurvePoint> losses() {
    return follower.read().curves().getOrDefault("d_loss", List.of());
  }

  /** What is read step by step is what is read at once. */
  private void assertFollows(int iteration) {
    assertThat(follower.read()).isEqualTo(RunRecords.of(run));
    assertThat(follower.iteration()).isEqualTo(iteration);
  }

  @Test
  void readsOnWhereItStopped() throws IOException {
    assertFollows(0);
    train(1, 3);
    assertFollows(3);
    train(4, 2500);
    Files.writeString(dir.resolve("fakes-002500.png"), "");
    run.events().append(new LoggedEvent(2500, "rollback", "one"));
    assertFollows(2500);
    assertThat(follower.read().samples().keySet()).containsExactly(2500L);
    assertThat(follower.read().events()).containsExactly(new LoggedEvent(2500, "rollback", "one"));
  }

  @Test
  void aLineThatIsBeingWrittenWaitsForItsEnd() throws IOException {
    train(1, 2);
    String lines = Files.readString(run.metrics());
    Files.writeString(
        run.metrics(), lines.lines().toList().get(0) + "\n" + "{\"iteration\":2,\"d_lo");
    assertThat(losses()).hasSize(1);
    Files.writeString(run.metrics(), lines);
    assertThat(losses()).hasSize(2);
  }

  @Test
  void aRollbackIsReadFromTheStart() {
    train(1, 20);
    assertThat(losses()).hasSize(20);
    train(5, 30);
    assertFollows(30);
    assertThat(losses()).hasSize(30);
    train(3, 4);
    assertFollows(4);
  }

  /** The new lines reach further than the old ones did, so the length alone shows nothing. */
  @Test
  void linesWrittenAgainAreSeenThoughTheLogIsNoShorter() throws IOException {
    train(1, 9);
    assertThat(losses()).hasSize(9);
    Files.writeString(
        run.metrics(), Files.readString(run.metrics()).replace("\"d_loss\":9.0", "\"d_loss\":8.5"));
    train(10, 11);
    assertThat(losses().get(8)).isEqualTo(new CurvePoint(9, 8.5, 8.5, 8.5));
    assertFollows(11);
  }

  @Test
  void aLogThatIsGoneLeavesNothing() throws IOException {
    train(1, 9);
    assertThat(losses()).hasSize(9);
    Files.delete(run.metrics());
    assertFollows(0);
    assertThat(losses()).isEmpty();
  }

  @Test
  void damageIsNamedEachTimeAndReadOverWhenItIsMended() throws IOException {
    train(1, 2);
    String lines = Files.readString(run.metrics());
    Files.writeString(run.metrics(), "nonsense\n", StandardOpenOption.APPEND);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> follower.read())
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              run.metrics()
                  + " line 3: expected an object that begins with {\"iteration\": but found"
                  + " nonsense; "
                  + MetricsScan.WAY_OUT);
    }
    Files.writeString(run.metrics(), lines);
    assertFollows(2);
  }

  @Test
  void aLineWithoutAnEndIsRefusedInsteadOfRead() throws IOException {
    train(1, 2);
    Files.writeString(run.metrics(), "x".repeat(1 << 17), StandardOpenOption.APPEND);
    assertThatThrownBy(() -> follower.read())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("x...");
  }
}
