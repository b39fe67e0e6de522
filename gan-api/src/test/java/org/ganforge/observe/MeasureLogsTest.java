package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.ganforge.Computation;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.json.record.RunInfo;
import org.ganforge.train.LogDigest;
import org.ganforge.train.Measure;
import org.ganforge.train.Measurement;
import org.ganforge.train.TrainingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureLogsTest {
  private static final FontTrial NO_FONTS =
      new FontTrial(
          () -> {
            throw new InvalidInputException("fonts", "one", "none", "none");
          });

  @TempDir private Path dir = Path.of("");

  private static TrainingEvent evaluated(long iteration) {
    double value = 10.0 / iteration;
    return new TrainingEvent.Evaluated(
        iteration,
        List.of(
            new Measurement(Measure.FRECHET_DISTANCE, value, null, 0.5, 100, 0, "aa", "bb"),
            new Measurement(Measure.KERNEL_DISTANCE, -value, 0.25, 0.125, 100, 0, "aa", "bb")));
  }

  private static CheckpointInfo checkpoint(long iteration, @Nullable String measures) {
    return CheckpointInfo.of(
            iteration,
            0,
            null,
            Instant.EPOCH,
            new RunInfo.Versions("1", "17", "Linux", "TensorFlow"),
            Computation.of(1, 1, "float32"),
            List.of())
        .withLog(LogDigest.of(0, "0".repeat(64)).withMeasures(measures));
  }

  /** Writes three evaluations, and returns the digest after the second one. */
  private @Nullable String three() {
    MeasureLogs logs = MeasureLogs.open(dir, NO_FONTS);
    assertThat(logs.digest()).isNull();
    logs.on(evaluated(2));
    logs.on(evaluated(4));
    String digest = logs.digest();
    logs.on(evaluated(8));
    return digest;
  }

  private Path frechet() {
    return dir.resolve("metric-frechet_distance.jsonl");
  }

  @Test
  void writesALineForEachEvaluationIntoAFileForEachMeasure() throws IOException {
    three();

    assertThat(dir.toFile().list())
        .containsExactlyInAnyOrder("metric-frechet_distance.jsonl", "metric-kernel_distance.jsonl");
    List<String> lines = Files.readAllLines(frechet());
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1))
        .matches(
            "\\{\"iteration\": 4, \"value\": 2.5, \"floor\": 0.5, \"n\": 100, \"seed\": 0,"
                + " \"backbone\": \"aa\", \"data\": \"bb\", \"check\": \"[0-9a-f]{64}\"}");
    assertThat(Files.readAllLines(dir.resolve("metric-kernel_distance.jsonl")).get(1))
        .contains("\"value\": -2.5, \"deviation\": 0.25, \"floor\": 0.125,");
  }

  @Test
  void removesLinesAfterTheCheckpointAndWritesTheSameAgain() throws IOException {
    String digest = three();
    String all = Files.readString(frechet());
    Files.writeString(frechet(), all + "{\"iteration\": 9, torn");

    MeasureLogs resumed = MeasureLogs.open(dir, NO_FONTS, checkpoint(7, digest));

    assertThat(resumed.lines(Measure.FRECHET_DISTANCE))
        .extracting(MeasuredLine::iteration)
        .containsExactly(2L, 4L);
    assertThat(resumed.digest()).isEqualTo(digest);
    assertThat(Files.readAllLines(frechet())).hasSize(2);
    resumed.on(evaluated(8));
    assertThat(frechet()).hasContent(all);
  }

  @Test
  void detectsAnyChangedByteBeforeTheCheckpointAndChangesNothing() throws IOException {
    String digest = three();
    String all = Files.readString(frechet());
    for (int i = 0; i <= all.indexOf('\n', all.indexOf('\n') + 1); i += 7) {
      String damaged = all.substring(0, i) + (char) (all.charAt(i) ^ 1) + all.substring(i + 1);
      Files.writeString(frechet(), damaged);
      assertThatThrownBy(() -> MeasureLogs.open(dir, NO_FONTS, checkpoint(7, digest)))
          .as("byte %d", i)
          .isInstanceOf(InvalidInputException.class);
      assertThat(Files.readString(frechet())).isEqualTo(damaged);
    }
  }

  @Test
  void namesADamagedLine() throws IOException {
    String digest = three();
    Files.writeString(frechet(), Files.readString(frechet()).replace("2.5", "1.5"));

    assertThatThrownBy(() -> MeasureLogs.open(dir, NO_FONTS, checkpoint(7, digest)))
        .hasMessage(
            frechet()
                + " line 2: expected the line unchanged but found {\"iteration\": 4,"
                + " \"value\": 1.5, \"floor\": 0.5, \"n\": 100, \"seed...; restore the files from "
                + "a copy, or move all metric-*.jsonl away, and resume starts new ones");
  }

  @Test
  void noticesThatLinesAreMissing() throws IOException {
    String digest = three();
    Files.writeString(frechet(), Files.readAllLines(frechet()).get(0) + "\n");

    assertThatThrownBy(() -> MeasureLogs.open(dir, NO_FONTS, checkpoint(7, digest)))
        .hasMessage(
            dir.resolve("metric-*.jsonl")
                + ": expected the lines up to iteration 7 unchanged but found fewer or"
                + " other ones; restore the files from a copy, or move all metric-*.jsonl away, "
                + "and resume starts new ones");
  }

  @Test
  void startsNewOnesIfAllWereMovedAway() throws IOException {
    String digest = three();
    Files.delete(frechet());
    Files.delete(dir.resolve("metric-kernel_distance.jsonl"));

    MeasureLogs resumed = MeasureLogs.open(dir, NO_FONTS, checkpoint(7, digest));
    resumed.on(evaluated(8));

    assertThat(Files.readAllLines(frechet())).hasSize(1);
  }

  /** A power cut leaves zeros in place of the last lines, which no checkpoint includes. */
  @Test
  void removesDamageAfterTheLinesThatTheCheckpointKnows() throws IOException {
    String digest = three();
    String known = String.join("\n", Files.readAllLines(frechet()).subList(0, 2)) + "\n";
    Files.writeString(frechet(), known + "\0\0\0\n\0\0");

    assertThat(MeasureLogs.open(dir, NO_FONTS, checkpoint(7, digest)).digest()).isEqualTo(digest);
    assertThat(frechet()).hasContent(known);
  }
}
