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
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.train.Measure;
import org.ganforge.train.Measurement;
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
  void eventsAndEvaluationsAreReadOnAndFromTheStartAfterARollback() throws IOException {
    warn("one");
    warn("two");
    evaluate(1, 3);
    assertFollows(0);
    Path events = run.events().path();
    Files.writeString(events, "no event\n{\"torn", StandardOpenOption.APPEND);
    assertThat(texts()).containsExactly("one", "two");
    warn("three");
    evaluate(4, 5);
    assertFollows(0);
    assertThat(texts()).containsExactly("one", "two", "three");
    assertThat(values()).containsExactly(1.5, 2.5, 3.5, 4.5, 5.5);
    evaluate(3, 3);
    assertFollows(0);
    assertThat(values()).containsExactly(1.5, 2.5, 3.5);
    Files.delete(events);
    assertFollows(0);
    assertThat(texts()).isEmpty();
  }

  /** A change in a line that was read would show if the line were read again. */
  @Test
  void linesThatWereReadAreNotReadAgain() throws IOException {
    warn("one");
    warn("two");
    evaluate(1, 2);
    assertFollows(0);
    Path events = run.events().path();
    Files.writeString(events, Files.readString(events).replace("one", "ten"));
    Path recall = MeasureLogs.path(dir, Measure.RECALL);
    Files.writeString(recall, Files.readString(recall).replace("1.5", "7.5"));
    warn("three");
    assertThat(texts()).containsExactly("one", "two", "three");
    assertThat(values()).containsExactly(1.5, 2.5);
    assertThat(RunRecords.of(run).measures()).isEmpty();
  }

  @Test
  void aDamagedEvaluationIsReadOnceItIsMended() throws IOException {
    evaluate(1, 3);
    Path recall = MeasureLogs.path(dir, Measure.RECALL);
    String whole = Files.readString(recall);
    Files.writeString(recall, whole.replace("2.5", "7.5"));
    assertThat(values()).containsExactly(1.5);
    Files.writeString(recall, whole);
    assertThat(values()).containsExactly(1.5, 2.5, 3.5);
  }

  private void warn(String text) {
    run.events().append(new LoggedEvent(1, "rollback", text));
  }

  private List<String> texts() {
    return follower.read().events().stream().map(LoggedEvent::text).toList();
  }

  private void evaluate(int first, int last) {
    MeasureLog log = MeasureLog.open(MeasureLogs.path(dir, Measure.RECALL), first - 1);
    log.cut();
    for (int i = first; i <= last; i++) {
      log.append(i, new Measurement(Measure.RECALL, i + 0.5, null, 1, 100, 0, "aa", "bb"));
    }
  }

  private List<Double> values() {
    return follower.read().measures().getOrDefault(Measure.RECALL, List.of()).stream()
        .map(MeasuredLine::value)
        .toList();
  }

  @Test
  void aMadeUpLogOfVeryManyNamesIsRefused() throws IOException {
    StringBuilder line = new StringBuilder("{\"iteration\":1");
    for (int i = 0; i <= MetricsTail.MOST_CURVES; i++) {
      line.append(",\"n").append(i).append("\":1");
    }
    Files.writeString(run.metrics(), line + "}\n");
    assertThatThrownBy(() -> follower.read())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            run.metrics()
                + " line 1: expected at most 100 different names so far but found 101; "
                + MetricsScan.WAY_OUT);
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
