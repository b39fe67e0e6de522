package org.ganforge.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.checkpoint.BestCheckpoint;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.contract.ContractGans;
import org.ganforge.data.ImageDataset;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.train.CheckpointPlan;
import org.ganforge.train.DivergenceException;
import org.ganforge.train.EvaluationPlan;
import org.ganforge.train.Measure;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations during training that is stopped, killed, rolled back or resumed with changes. */
class EvaluationResumeTest {
  private static final GanBackend BACKEND = new PixelBackend();
  private static final ImageDataset IMAGES = PixelBackend.images();
  private static final EvaluationPlan PLAN =
      EvaluationPlan.of()
          .withEvery(2)
          .withSamples(40)
          .withMeasures(List.of(Measure.FRECHET_DISTANCE, Measure.DENSITY));

  @TempDir private Path folder;

  private static Gan gan(EvaluationPlan plan, int keep) {
    Gan gan = ContractGans.adam();
    return gan.withPlan(gan.plan().withIterations(12))
        .withRecording(
            RecordingPlan.of().withCheckpoints(new CheckpointPlan(2, keep)).withEvaluate(plan));
  }

  private Run train(String name, Gan gan, TrainingListener... listeners) {
    Run run = Run.create(folder.resolve(name), gan, IMAGES);
    run.train(BACKEND, listeners);
    return run;
  }

  /** Trains until this many iterations are done. */
  private Run interrupted(String name, Gan gan, int iterations) {
    Run run = Run.create(folder.resolve(name), gan, IMAGES);
    run.train(BACKEND, stopAfter(run, iterations));
    return reopened(run);
  }

  private static TrainingListener stopAfter(Run run, int iterations) {
    return event -> {
      if (event instanceof TrainingEvent.IterationDone && event.iteration() == iterations) {
        run.stop();
      }
    };
  }

  private static Run reopened(Run run) {
    return Run.open(run.directory().path()).withImages(IMAGES);
  }

  private static TrainingReport resume(Run run, EvaluationPlan plan) {
    return run.resume(
        computation -> BACKEND,
        Resumption.of().withChange(gan -> gan.withRecording(gan.recording().withEvaluate(plan))));
  }

  private static List<MeasuredLine> lines(Run run, Measure measure) throws IOException {
    return Files.readAllLines(log(run, measure)).stream().map(MeasuredLine::read).toList();
  }

  private static Path log(Run run, Measure measure) {
    return run.directory().path().resolve("metric-" + measure.label() + ".jsonl");
  }

  private static Checkpoints checkpoints(Run run) {
    return Checkpoints.of(run.directory().checkpoints());
  }

  private static Path best(Run run) {
    return run.directory().checkpoints().resolve("best.json");
  }

  private static void assertSame(Run run, Run expected) {
    assertThat(log(run, Measure.FRECHET_DISTANCE))
        .hasSameBinaryContentAs(log(expected, Measure.FRECHET_DISTANCE));
    assertThat(best(run)).hasSameBinaryContentAs(best(expected));
    assertThat(checkpoints(run).best()).isPresent();
  }

  /** Asserts that the recorded best is the best line whose checkpoint exists. */
  private static void assertBestOnDisk(Run run, Measure measure) throws IOException {
    BestCheckpoint best = checkpoints(run).best().orElseThrow();
    assertThat(best.measure()).isEqualTo(measure);
    assertThat(checkpoints(run).whole(best.iteration()).info().iteration())
        .isEqualTo(best.iteration());
    List<Long> there = checkpoints(run).iterations();
    for (MeasuredLine line : lines(run, measure)) {
      if (line.iteration() == best.iteration()) {
        assertThat(best.value()).isEqualTo(line.value());
      } else if (there.contains(line.iteration())) {
        assertThat(measure.isBetter(line.value(), best.value())).isFalse();
      }
    }
  }

  @Test
  void marksTheBestIfTheProcessWasKilledBefore() throws IOException {
    Run whole = train("whole", gan(PLAN, 2));
    int best = (int) checkpoints(whole).best().orElseThrow().iteration();
    Run killed = interrupted("killed", gan(PLAN, 2), best);
    Files.delete(best(killed));

    killed.resume(BACKEND);

    assertSame(killed, whole);
  }

  @Test
  void measuresAgainIfTheProcessWasKilledBeforeItsCheckpoint() throws IOException {
    Run whole = train("whole", gan(PLAN, 2));
    Run killed = interrupted("killed", gan(PLAN, 2), 7);
    List<String> lines = Files.readAllLines(log(whole, Measure.FRECHET_DISTANCE));
    Files.writeString(
        log(killed, Measure.FRECHET_DISTANCE), String.join("\n", lines.subList(0, 4)) + "\n");
    Files.writeString(best(killed), "{\"iteration\": 8, \"measure\": \"frechet_distance\"");

    killed.resume(BACKEND);

    assertThat(lines(killed, Measure.FRECHET_DISTANCE))
        .extracting(MeasuredLine::iteration)
        .containsExactly(2L, 4L, 6L, 8L, 10L, 12L);
    assertBestOnDisk(killed, Measure.FRECHET_DISTANCE);
  }

  @Test
  void forgetsABestAfterARollbackBeforeIt() throws IOException {
    boolean[] isDone = {false};
    Run run = Run.create(folder.resolve("back"), gan(PLAN.withEvery(1), 3), IMAGES).withRetries(1);
    run.train(
        BACKEND,
        event -> {
          if (event instanceof TrainingEvent.IterationDone
              && event.iteration() == 9
              && !isDone[0]) {
            isDone[0] = true;
            damage(run, 9, 8);
            throw new DivergenceException("iteration 10", 9, "generator", "NaN", "go back");
          }
        });

    assertThat(isDone[0]).isTrue();
    assertThat(lines(run, Measure.FRECHET_DISTANCE))
        .extracting(MeasuredLine::iteration)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    assertBestOnDisk(run, Measure.FRECHET_DISTANCE);
  }

  private static void damage(Run run, int... iterations) {
    for (int iteration : iterations) {
      Path file = checkpoints(run).at(iteration).resolve("state");
      try {
        if (Files.exists(file)) {
          Files.writeString(file, "damaged");
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** If the record outlived its checkpoint, iteration 12 would seem to be the best. */
  @Test
  void aMissingBestIsReplacedByTheBestRemaining() throws IOException {
    Run run = train("gone", gan(PLAN, 2));
    Files.writeString(
        best(run), "{\"iteration\": 12, \"measure\": \"frechet_distance\", \"value\": 0.0}\n");
    damage(run, 12);

    Run again = reopened(run);
    again.resume(BACKEND);

    assertBestOnDisk(again, Measure.FRECHET_DISTANCE);
    assertThat(lines(again, Measure.FRECHET_DISTANCE)).hasSize(6);
  }

  @Test
  void countsEvaluationsFromBeforeResumingTowardsPatience() throws IOException {
    EvaluationPlan patient = PLAN.withEvery(1).withPatience(2).withSamples(10);
    Run whole = train("whole", gan(patient, 9));
    List<MeasuredLine> lines = lines(whole, Measure.FRECHET_DISTANCE);
    int end = lines.size();
    assertThat(end).as("it must end early for this test to be meaningful").isBetween(3, 11);

    Run resumed = interrupted("resumed", gan(patient, 9), end - 1);
    TrainingReport report = resumed.resume(BACKEND);

    assertThat(report.iteration()).isEqualTo(end);
    assertSame(resumed, whole);
  }

  @Test
  void acceptsAnotherInterval() throws IOException {
    Run run = interrupted("interval", gan(PLAN, 2), 4);
    resume(run, PLAN.withEvery(3));

    assertThat(lines(run, Measure.FRECHET_DISTANCE))
        .extracting(MeasuredLine::iteration)
        .containsExactly(2L, 4L, 6L, 9L, 12L);
    assertBestOnDisk(run, Measure.FRECHET_DISTANCE);
  }

  @Test
  void startsWhenItIsSwitchedOnLater() throws IOException {
    Run run = interrupted("later", gan(PLAN, 2).withRecording(plain()), 5);
    assertThat(best(run)).doesNotExist();
    resume(run, PLAN);

    assertThat(lines(run, Measure.FRECHET_DISTANCE))
        .extracting(MeasuredLine::iteration)
        .containsExactly(6L, 8L, 10L, 12L);
    assertBestOnDisk(run, Measure.FRECHET_DISTANCE);
  }

  private static RecordingPlan plain() {
    return RecordingPlan.of().withCheckpoints(new CheckpointPlan(2, 2));
  }

  @Test
  void canSwitchToAnotherMeasure() throws IOException {
    Run run = interrupted("other", gan(PLAN, 2), 8);
    resume(run, PLAN.withMeasures(List.of(Measure.DENSITY)));

    assertThat(lines(run, Measure.DENSITY))
        .extracting(MeasuredLine::iteration)
        .containsExactly(2L, 4L, 6L, 8L, 10L, 12L);
    assertThat(lines(run, Measure.FRECHET_DISTANCE)).hasSize(4);
    assertBestOnDisk(run, Measure.DENSITY);
  }
}
