package org.ganforge.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.checkpoint.CheckpointSaver;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.contract.ContractGans;
import org.ganforge.data.ImageDataset;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunRecorder;
import org.ganforge.plain.PlainBackend;
import org.ganforge.train.EvaluationPlan;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The share of training time that evaluations take by default, with a simulated clock. */
class EvaluationCostTest {
  private static final ImageDataset IMAGES = PixelBackend.images();
  private static final int SAMPLES = 200;

  @TempDir private Path folder;
  private long clock;
  private long start;
  private long spent;
  private final List<Double> shares = new ArrayList<>();

  /** Returns a trainer whose samples and checkpoints take simulated time. */
  private GanTrainer slow(GanTrainer plain, long sample, long save) {
    return (GanTrainer)
        Proxy.newProxyInstance(
            GanTrainer.class.getClassLoader(),
            new Class<?>[] {GanTrainer.class},
            (self, method, arguments) -> {
              if (method.getName().equals("sample")) {
                clock += sample * (int) arguments[0];
              } else if (method.getName().equals("save")) {
                clock += save;
              }
              try {
                return method.invoke(plain, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Whichever part takes the most time. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1, 9", "10, 1, 1, 90", "1, 2000, 1, 90", "1, 1, 200, 90", "9, 900, 90, 90"})
  void takesAtMostATwentiethOfTheTimeFromItsFirstEvaluationOn(
      long sample, long save, long look, long iteration) {
    EvaluationPlan plan = EvaluationPlan.of().withSamples(SAMPLES);
    Gan gan = ContractGans.adam();
    long cost = SAMPLES * sample + save + 2 * look;
    gan =
        gan.withPlan(gan.plan().withIterations(3 * 20 * cost / iteration))
            .withRecording(RecordingPlan.of().withGridEvery(1L << 40).withEvaluate(plan));
    RunDirectory run = RunDirectory.createAt(folder.resolve("run"));
    ImageClassifier classifier = new PixelBackend.Rows(IMAGES, () -> clock += look);
    try (GanTrainer plain = new PlainBackend().open(gan, IMAGES);
        RunRecorder recorder = run.recorder();
        TrainingMeasures measures =
            new TrainingMeasures(plan, classifier, IMAGES, SAMPLES, () -> clock)) {
      GanTrainer trainer = slow(plain, sample, save);
      CheckpointSaver saver =
          CheckpointSaver.of(trainer, Checkpoints.of(run.checkpoints())).withClock(() -> clock);
      TrainingEvaluation evaluation =
          new TrainingEvaluation(
              measures, trainer, recorder, saver, run, e -> {}, List.of(), () -> clock);
      trainer.train(
          event -> {
            clock += event instanceof TrainingEvent.IterationDone ? iteration : 0;
            hear(evaluation, event);
            saver.on(event);
          });
    }
    assertThat(shares).hasSizeBetween(2, 9).allMatch(share -> share <= 0.05);
    assertThat(shares.get(shares.size() - 1)).isGreaterThan(0.03);
  }

  private void hear(TrainingEvaluation evaluation, TrainingEvent event) {
    long begin = clock;
    start = event instanceof TrainingEvent.Started ? begin : start;
    evaluation.on(event);
    spent += clock - begin;
    if (event instanceof TrainingEvent.IterationDone && clock > begin) {
      shares.add((double) spent / (clock - start));
    }
  }
}
