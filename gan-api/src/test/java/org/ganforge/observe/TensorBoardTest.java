package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.data.Appearance;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.tfevents.EventFiles;
import org.ganforge.observe.tfevents.ReadEvents;
import org.ganforge.train.Measure;
import org.ganforge.train.Measurement;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTest {
  private static final String LOSS = "loss/d_loss";

  @TempDir private Path dir = Path.of("");

  private TensorBoard board() {
    return TensorBoard.of(dir)
        .withClock(Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));
  }

  private static Gan gan() {
    return Gan.of(
        "tiny",
        Sequential.builder("generator").input(3).add(Dense.of(4)).build(),
        Sequential.builder("discriminator").input(4).add(Dense.of(1)).build());
  }

  private static TrainingEvent.Samples samples(long iteration) {
    return new TrainingEvent.Samples(
        iteration,
        FloatTensor.of(TensorShape.of(1, 2, 2, 1), 0, 0.25f, 0.5f, 1),
        Appearance.of(ValueRange.ZERO_TO_ONE));
  }

  /** Trains from one iteration to another, and is then killed. */
  private void train(TensorBoard board, long from, long to) {
    board.on(Events.started(from, 100));
    for (long i = from + 1; i <= to; i++) {
      board.on(Events.done(i, 1.0 / i, null));
    }
    board.close();
  }

  private Path file(int number) {
    return EventFiles.list(dir).get(number);
  }

  @Test
  void showsEachNumberOfAnIteration() throws IOException {
    train(board(), 0, 2);

    assertThat(EventFiles.list(dir))
        .containsExactly(dir.resolve("events.out.tfevents.1700000000.ganforge"));
    assertThat(ReadEvents.tags(dir).subList(0, 7))
        .containsExactly(
            "1 loss/d_loss",
            "1 accuracy/d_accuracy",
            "1 loss/g_loss",
            "1 accuracy/g_accuracy",
            "1 updates/d_updates",
            "1 updates/g_updates",
            "1 speed/images_per_second");
    assertThat(ReadEvents.scalars(dir, LOSS)).containsExactly("1 1.0", "2 0.5");
    assertThat(ReadEvents.scalars(dir, "updates/g_updates")).containsExactly("1 2.0", "2 4.0");
  }

  @Test
  void showsPicturesMeasuresSettingsAndWeights() throws IOException {
    Map<String, FloatTensor> weights =
        Map.of("generator/dense/kernel", FloatTensor.of(TensorShape.of(2), 1, 2));
    TensorBoard board = board().withSpec(gan()).withWeights(() -> weights, 2);
    board = board.withGradients(() -> weights, 1);
    board.on(Events.started(0, 2));
    board.on(samples(0));
    board.on(Events.done(1));
    board.on(Events.done(2));
    board.on(
        new TrainingEvent.Evaluated(
            2, List.of(new Measurement(Measure.RECALL, 0.5, null, 1, 100, 0, "aa", "bb"))));
    board.on(Events.finished(2));

    assertThat(ReadEvents.tags(dir))
        .startsWith("0 spec", "0 _hparams_/session_start_info", "0 images/samples")
        .contains("1 gradients/generator/dense/kernel")
        .endsWith(
            "2 generator/dense/kernel",
            "2 gradients/generator/dense/kernel",
            "2 measure/recall",
            "2 _hparams_/session_end_info")
        .doesNotContain("1 generator/dense/kernel");
  }

  @Test
  void aResumedTrainingHasEachStepOnce() throws IOException {
    train(board().withSpec(gan()), 0, 5);
    train(board().withSpec(gan()), 3, 6);
    train(board().withSpec(gan()), 6, 7);

    assertThat(EventFiles.list(dir)).hasSize(3);
    assertThat(ReadEvents.scalars(dir, LOSS))
        .extracting(scalar -> scalar.substring(0, 1))
        .containsExactly("1", "2", "3", "4", "5", "6", "7");
    assertThat(ReadEvents.tags(dir)).containsOnlyOnce("0 spec").doesNotContain("3 spec", "6 spec");
  }

  @Test
  void aRollbackDropsFilesOfLaterSteps() throws IOException {
    train(board(), 0, 3);
    train(board(), 3, 5);
    train(board().withSpec(gan()), 2, 4);
    train(board().withSpec(gan().withName("other")), 4, 5);

    assertThat(EventFiles.list(dir)).hasSize(3);
    assertThat(ReadEvents.scalars(dir, LOSS))
        .containsExactly("1 1.0", "2 0.5", "3 0.33333334", "4 0.25", "5 0.2");
    assertThat(ReadEvents.tags(dir)).contains("2 spec", "4 spec");
  }

  @Test
  void aRedrawnPictureIsKeptOnce() throws IOException {
    TensorBoard board = board();
    board.on(Events.started(0, 2));
    board.on(samples(0));
    board.close();
    board.on(Events.started(0, 2));
    board.on(samples(0));
    board.close();

    assertThat(ReadEvents.tags(dir)).containsExactly("0 images/samples");
  }

  @Test
  void anIncompleteRecordIsRewrittenFromTheMetrics() throws IOException {
    try (MetricsLog log = MetricsLog.open(dir.resolve("metrics.jsonl"), 0)) {
      for (long i = 1; i <= 3; i++) {
        log.on(Events.done(i, 1.0 / i, null));
      }
    }
    train(board(), 0, 3);
    try (FileChannel channel = FileChannel.open(file(0), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 1);
    }
    train(board(), 3, 4);

    assertThat(ReadEvents.scalars(dir, LOSS))
        .containsExactly("1 1.0", "2 0.5", "3 0.33333334", "4 0.25");
  }

  @Test
  void recordsFromADamagedOneOnAreRewrittenFromTheMetrics() throws IOException {
    try (MetricsLog log = MetricsLog.open(dir.resolve("metrics.jsonl"), 0)) {
      for (long i = 1; i <= 5; i++) {
        log.on(Events.done(i, 1.0 / i, null));
      }
    }
    train(board(), 0, 3);
    train(board(), 3, 5);
    byte[] bytes = Files.readAllBytes(file(0));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(0), bytes);
    train(board(), 5, 5);

    assertThat(ReadEvents.scalars(dir, LOSS))
        .containsExactly("1 1.0", "2 0.5", "3 0.33333334", "4 0.25", "5 0.2");
  }

  @Test
  void aRunThatStartsWritingEventsLateHasAllOfThem() throws IOException {
    try (MetricsLog log = MetricsLog.open(dir.resolve("metrics.jsonl"), 0)) {
      for (long i = 1; i <= 3; i++) {
        log.on(Events.done(i));
      }
    }
    SampleGrids grids = SampleGrids.of(dir);
    grids.on(samples(0));
    grids.on(samples(2));
    grids.on(samples(500));
    MeasureLogs.open(dir, new FontTrial())
        .on(
            new TrainingEvent.Evaluated(
                2, List.of(new Measurement(Measure.RECALL, 0.5, null, 1, 100, 0, "aa", "bb"))));
    train(board(), 2, 3);

    assertThat(ReadEvents.tags(dir))
        .filteredOn(tag -> tag.matches(".*(d_loss|samples|recall)"))
        .containsExactly(
            "0 images/samples",
            "1 loss/d_loss",
            "2 loss/d_loss",
            "2 images/samples",
            "2 measure/recall",
            "3 loss/d_loss");
  }

  @Test
  void filesOfOtherProgramsAreLeftAlone() throws IOException {
    Path other = Files.writeString(dir.resolve("events.out.tfevents.1600000000.host"), "theirs");
    train(board(), 0, 1);
    train(board(), 0, 1);
    assertThat(other).hasContent("theirs");
    assertThat(EventFiles.list(dir)).hasSize(1);
  }

  @Test
  void aLinkInPlaceOfAFileIsRefused() throws IOException {
    Path link = dir.resolve("events.out.tfevents.1600000000.ganforge");
    Files.createSymbolicLink(link, Files.writeString(dir.resolve("theirs"), "theirs"));
    assertThatThrownBy(() -> board().on(Events.started(0, 1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            link
                + ": expected a plain file or directory but found a symbolic link; remove it, or"
                + " put what it stands for in its place");
  }

  @Test
  void histogramsHaveAnInterval() {
    assertThatThrownBy(() -> board().withGradients(Map::of, 0))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> board().withWeights(Map::of, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("every: expected a whole number of at least 1 but found 0; give 1 or more");
  }
}
