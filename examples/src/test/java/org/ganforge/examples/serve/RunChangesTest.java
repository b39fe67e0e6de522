package org.ganforge.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.observe.CurvePoint;
import org.ganforge.observe.RunFollower;
import org.ganforge.observe.RunRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page is sent suffices to show the run as it is. */
class RunChangesTest {
  @TempDir private Path folder = Path.of("");

  /** Takes the changes as the page's script does. */
  private static List<Double> taken(List<Double> before, JsonNode changes) {
    for (JsonNode curve : changes.get("curves")) {
      if (curve.get("name").textValue().equals("g_loss")) {
        List<Double> now = new ArrayList<>(before.subList(0, curve.get("from").intValue()));
        curve.get("y").forEach(y -> now.add(y.doubleValue()));
        return now;
      }
    }
    return before;
  }

  @Test
  void aGrowingCurveIsSentPieceByPiece() {
    RecordedRun run = RecordedRun.in(folder);
    RunFollower follower = RunFollower.of(run.directory());
    List<Double> shown = List.of();
    RunRecords before = null;
    int sent = 0;
    for (int last = 5; last < 3000; last += 7) {
      RunRecords now = follower.read();
      JsonNode changes = new RunChanges(before, now).json();
      sent += changes.toString().length();
      assertThat(changes.get("restart").booleanValue()).isEqualTo(before == null);
      shown = taken(shown, changes);
      assertThat(shown).hasSameSizeAs(now.curves().get("g_loss"));
      assertThat(shown.get(shown.size() - 1)).isEqualTo(last(now), within(1e-3));
      before = now;
      run.train(last + 1, last + 7);
    }
    // A whole state is some 50 kB, and there were 428.
    assertThat(sent).isLessThan(4_000_000);
  }

  private static double last(RunRecords records) {
    List<CurvePoint> points = records.curves().getOrDefault("g_loss", List.of());
    return points.get(points.size() - 1).mean();
  }

  @Test
  void warningsAndPicturesAreSentWhenOneIsNew() {
    RecordedRun run = RecordedRun.in(folder);
    RunFollower follower = RunFollower.of(run.directory());
    RunRecords first = follower.read();
    JsonNode all = new RunChanges(null, first).json();
    assertThat(all.get("warnings").toString())
        .isEqualTo("[{\"event\":\"few modes\",\"iteration\":4,\"text\":\"samples <b>alike</b>\"}]");
    assertThat(all.get("samples").toString()).isEqualTo("[0,5]");
    assertThat(new RunChanges(first, follower.read()).isEmpty()).isTrue();
    run.draw(6);
    RunRecords second = follower.read();
    assertThat(new RunChanges(first, second).json().toString())
        .isEqualTo("{\"restart\":false,\"curves\":[],\"samples\":[0,5,6]}");
  }
}
