package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.ganforge.json.record.LoggedEvent;
import org.ganforge.train.Measure;
import org.ganforge.train.Measurement;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordsTest {
  @TempDir private Path dir = Path.of("");

  @Test
  void hasTheCurvesMeasuresEventsAndPicturesOfARun() throws IOException {
    RunDirectory run = new RunDirectory(dir);
    try (MetricsLog log = MetricsLog.open(run.metrics(), 0)) {
      log.on(Events.done(1, 0.5, null));
      log.on(Events.done(2, Double.NaN, null));
      log.on(Events.done(3, 0.25, null));
    }
    MeasureLogs.open(dir, new FontTrial())
        .on(
            new TrainingEvent.Evaluated(
                2, List.of(new Measurement(Measure.RECALL, 0.5, null, 1, 100, 0, "aa", "bb"))));
    run.events().append(new LoggedEvent(1, "divergence", "one"));
    run.events().append(new LoggedEvent(2, "rollback", "two"));
    Files.writeString(dir.resolve("fakes-1000000.png"), "");
    Files.writeString(dir.resolve("fakes-000500.png"), "");

    RunRecords records = RunRecords.of(run);
    assertThat(records.curves().keySet())
        .containsExactly("d_loss", "d_accuracy", "g_loss", "g_accuracy", "d_updates", "g_updates");
    assertThat(records.curves().get("d_loss"))
        .containsExactly(
            new CurvePoint(1, 0.5, 0.5, 0.5),
            new CurvePoint(2, Double.NaN, Double.NaN, Double.NaN),
            new CurvePoint(3, 0.25, 0.25, 0.25));
    assertThat(records.measures()).containsOnlyKeys(Measure.RECALL);
    assertThat(records.events())
        .containsExactly(
            new LoggedEvent(1, "divergence", "one"), new LoggedEvent(2, "rollback", "two"));
    assertThat(records.samples().keySet()).containsExactly(500L, 1_000_000L);
  }

  @Test
  void isEmptyBeforeTheFirstIteration() {
    assertThat(RunRecords.of(new RunDirectory(dir)))
        .isEqualTo(new RunRecords(Map.of(), Map.of(), List.of(), Map.of()));
  }

  @Test
  void aLongCurveHasAThousandPointsAndItsExtremes() {
    Curve curve = new Curve();
    for (int i = 1; i <= 100_000; i++) {
      curve.add(i, i == 70_000 ? 9 : i % 2);
    }
    List<CurvePoint> thinned = curve.thinned();
    assertThat(thinned).hasSizeBetween(500, 1000);
    assertThat(thinned).extracting(CurvePoint::greatest).containsOnlyOnce(9.0);
    assertThat(thinned).extracting(CurvePoint::least).containsOnly(0.0);
    assertThat(thinned).allSatisfy(point -> assertThat(point.mean()).isBetween(0.49, 0.52));
  }

  @Test
  void linesThatAreNotEventsAreSkipped() throws IOException {
    EventLog log = new RunDirectory(dir).events();
    for (int i = 0; i < 5; i++) {
      log.append(new LoggedEvent(i, "rollback", "line " + i));
    }
    Files.writeString(dir.resolve("events.jsonl"), "no event\n{\"torn", StandardOpenOption.APPEND);
    assertThat(log.newest(2)).extracting(LoggedEvent::text).containsExactly("line 3", "line 4");
  }
}
