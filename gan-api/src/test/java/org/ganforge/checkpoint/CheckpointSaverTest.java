package org.ganforge.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.checkpoint.file.CheckpointFilesTest;
import org.ganforge.json.codec.RecordedSpec;
import org.ganforge.layer.Dense;
import org.ganforge.optimizer.SGD;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.CheckpointPlan;
import org.ganforge.train.Measure;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When checkpoints are written, on a trainer that does nothing else. */
class CheckpointSaverTest {
  private static final Gan GAN =
      Gan.of(
          "tiny",
          Sequential.builder("generator").input(2).add(Dense.of(3)).build(),
          Sequential.builder("discriminator").input(3).add(Dense.of(1)).build());

  @TempDir private Path dir;
  private final AtomicLong iteration = new AtomicLong();
  private final AtomicLong seconds = new AtomicLong();
  private final List<String> done = new ArrayList<>();

  private CheckpointSaver saver() {
    return CheckpointSaver.of(trainer(), Checkpoints.of(dir))
        .withLog(
            at -> {
              done.add("flush");
              return null;
            })
        .withClock(() -> TimeUnit.SECONDS.toNanos(seconds.get()));
  }

  private GanTrainer trainer() {
    return (GanTrainer)
        Proxy.newProxyInstance(
            GanTrainer.class.getClassLoader(),
            new Class<?>[] {GanTrainer.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "iteration" -> iteration.get();
                  case "gan" -> GAN;
                  case "save" -> save((Path) arguments[0]);
                  default -> throw new AssertionError(method);
                });
  }

  private Object save(Path directory) {
    done.add(directory.getFileName() + "");
    CheckpointFilesTest.write(directory, iteration.get());
    return directory;
  }

  private void start(CheckpointSaver saver, CheckpointPlan plan) {
    saver.on(
        new TrainingEvent.Started(
            iteration.get(),
            1000,
            TrainingPlan.of(),
            RecordingPlan.of().withCheckpoints(plan),
            null));
  }

  private void run(CheckpointSaver saver, int iterations, int secondsEach) {
    NetworkMetrics none = new NetworkMetrics(new BatchMetrics(0, 0), null, 1);
    for (int i = 0; i < iterations; i++) {
      seconds.addAndGet(secondsEach);
      saver.on(new TrainingEvent.IterationDone(iteration.incrementAndGet(), none, none, 1));
    }
  }

  @Test
  void savesBeforeTheFirstIterationAtIntervalsAndAtTheEnd() {
    CheckpointSaver saver = saver();
    start(saver, new CheckpointPlan(4, 9));
    run(saver, 10, 1);
    saver.on(new TrainingEvent.Finished(10, true));
    assertThat(done)
        .containsExactly(
            "flush", "step-0", "flush", "step-4", "flush", "step-8", "flush", "step-10");
  }

  @Test
  void savesAfterTheIterationInWhichItIsAsked() {
    CheckpointSaver saver = saver().withRequests(() -> iteration.get() == 3);
    start(saver, new CheckpointPlan(4, 9));
    run(saver, 5, 1);
    assertThat(done).containsExactly("flush", "step-0", "flush", "step-3", "flush", "step-4");
  }

  @Test
  void savesEveryTenMinutesByDefault() {
    CheckpointSaver saver = saver();
    start(saver, CheckpointPlan.of());
    run(saver, 20, 100);
    assertThat(done)
        .containsExactly(
            "flush", "step-0", "flush", "step-6", "flush", "step-12", "flush", "step-18");
    assertThat(dir.toFile().list()).containsExactlyInAnyOrder("step-6", "step-12", "step-18");
  }

  @Test
  void keepsTheBestBesideTheLast() {
    CheckpointSaver saver = saver();
    start(saver, new CheckpointPlan(1, 2));
    run(saver, 2, 1);
    saver.saveBest(Measure.FRECHET_DISTANCE, 0.1);
    run(saver, 4, 1);
    assertThat(dir.toFile().list())
        .containsExactlyInAnyOrder("step-2", "step-5", "step-6", "best.json");
    assertThat(Checkpoints.of(dir).best())
        .contains(new BestCheckpoint(2, Measure.FRECHET_DISTANCE, 0.1));
    assertThat(dir.resolve("best.json"))
        .hasContent("{\"iteration\": 2, \"measure\": \"frechet_distance\", \"value\": 0.1}\n");
  }

  @Test
  void savesTheBestEvenIfNoCheckpointIsDueAndForgetsTheOneBefore() {
    CheckpointSaver saver = saver();
    start(saver, new CheckpointPlan(100, 1));
    run(saver, 3, 1);
    saver.saveBest(Measure.RECALL, 0.1);
    run(saver, 4, 1);
    saver.saveBest(Measure.RECALL, 0.2);
    assertThat(dir.toFile().list()).containsExactlyInAnyOrder("step-7", "best.json");
    assertThat(Checkpoints.of(dir).best()).contains(new BestCheckpoint(7, Measure.RECALL, 0.2));
  }

  @Test
  void knowsTheBestOfAnEarlierVersion() throws IOException {
    CheckpointFilesTest.write(Checkpoints.of(dir).at(2), 2);
    Files.writeString(dir.resolve("best.json"), "{\"iteration\": 2, \"distance\": 0.25}\n");
    assertThat(Checkpoints.of(dir).best())
        .contains(new BestCheckpoint(2, Measure.CLASS_DISTANCE, 0.25));
  }

  @Test
  void ignoresADamagedRecordOfTheBest() throws IOException {
    Files.writeString(dir.resolve("best.json"), "{\"iteration\": ");
    assertThat(Checkpoints.of(dir).best()).isEmpty();
  }

  @Test
  void savesNothingTwice() throws IOException {
    iteration.set(8);
    Path there = CheckpointFilesTest.write(Checkpoints.of(dir).at(8), 8);
    Files.writeString(there.resolve("gan.json"), RecordedSpec.write(GAN));
    CheckpointSaver saver = saver();
    start(saver, new CheckpointPlan(4, 9));
    run(saver, 4, 1);
    saver.on(new TrainingEvent.Finished(12, false));
    assertThat(saver.save()).isEqualTo(dir.resolve("step-12"));
    assertThat(done).containsExactly("flush", "flush", "step-12");
  }

  @Test
  void rewritesTheCheckpointIfTrainingResumesDifferently() throws IOException {
    iteration.set(8);
    Path there = CheckpointFilesTest.write(Checkpoints.of(dir).at(8), 8);
    Files.writeString(
        there.resolve("gan.json"), RecordedSpec.write(GAN.withDiscriminatorOptimizer(SGD.of(0.5))));

    start(saver(), new CheckpointPlan(4, 9));

    assertThat(done).hasSize(2).first().isEqualTo("flush");
    assertThat(done.get(1)).startsWith(".step-8.");
    assertThat(CheckpointFiles.verify(there).iteration()).isEqualTo(8);
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files).containsExactly(there);
    }
  }
}
