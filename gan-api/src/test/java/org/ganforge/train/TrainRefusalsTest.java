package org.ganforge.train;

import static org.ganforge.Refusal.BELOW_ONE;
import static org.ganforge.Refusal.BELOW_ZERO;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.Refusal;
import org.ganforge.Refusals;
import org.ganforge.data.Colormap;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainRefusalsTest {
  static List<Refusal> refusals() {
    return Stream.of(schedules(), data(), checkpoints(), evaluations(), plans(), recordings())
        .flatMap(List::stream)
        .toList();
  }

  private static Refusal row(Class<?> type, String message, ThrowingCallable attempt) {
    return new Refusal(type, attempt, message);
  }

  private static String share(String where, String found) {
    return where
        + ": expected a number from 0 to 1 but found "
        + found
        + "; choose one in that range";
  }

  private static String unsorted(String found) {
    return "recording grid_at: expected iterations from 1 in ascending order but found "
        + found
        + "; sort them and give each once";
  }

  private static List<Refusal> schedules() {
    Class<?> type = Adaptive.class;
    Adaptive adaptive = Adaptive.of();
    return List.of(
        row(
            Alternating.class,
            "alternating discriminator_turns" + BELOW_ONE,
            () -> new Alternating(0, 1)),
        row(
            Alternating.class,
            "alternating generator_turns" + BELOW_ONE,
            () -> new Alternating(1, 0)),
        row(Epochs.class, "epochs turns" + BELOW_ONE, () -> new Epochs(0, 1)),
        row(Epochs.class, "epochs turns_per_iteration" + BELOW_ONE, () -> new Epochs(1, 0)),
        row(type, share("adaptive generator_until", "1.5"), () -> adaptive.withGeneratorUntil(1.5)),
        row(
            type,
            share("adaptive discriminator_until", "NaN"),
            () -> adaptive.withDiscriminatorUntil(Double.NaN)),
        row(type, "adaptive cap" + BELOW_ONE, () -> adaptive.withCap(0)),
        row(type, "adaptive validation" + BELOW_ONE, () -> adaptive.withValidation(0)),
        row(type, "adaptive updates_per_check" + BELOW_ONE, () -> adaptive.withUpdatesPerCheck(0)),
        row(type, share("adaptive real_share", "2"), () -> adaptive.withRealShare(2)),
        row(
            type,
            share("adaptive validation_real_share", "-0.5"),
            () -> adaptive.withValidationRealShare(-0.5)));
  }

  private static List<Refusal> data() {
    DataPlan plan = DataPlan.of();
    return List.of(
        row(DataPlan.class, "data skip" + BELOW_ZERO, () -> plan.withSkip(-1)),
        row(DataPlan.class, "data first" + BELOW_ZERO, () -> plan.withFirst(-1)),
        row(DataPlan.class, "data label" + BELOW_ZERO, () -> plan.withLabel(-1)),
        row(
            DataPlan.class,
            "data image_shape: expected [height, width, channels] with 1 or 3 channels but found"
                + " [28, 28]; give grey images one channel, as in [28, 28, 1]",
            () -> plan.withImageShape(TensorShape.of(28, 28))),
        row(
            DataPlan.class,
            "data colormap: expected gray, since the images [28, 28, 3] have colours, but found"
                + " gray_r; leave it out",
            () -> plan.withImageShape(TensorShape.of(28, 28, 3)).withColormap(Colormap.GRAY_R)));
  }

  private static List<Refusal> checkpoints() {
    CheckpointPlan plan = CheckpointPlan.of();
    return List.of(
        row(CheckpointPlan.class, "checkpoints every" + BELOW_ZERO, () -> plan.withEvery(-1)),
        row(CheckpointPlan.class, "checkpoints keep" + BELOW_ONE, () -> plan.withKeep(0)),
        row(
            LogDigest.class,
            "log bytes" + BELOW_ZERO,
            () -> LogDigest.of(-1, "0123456789abcdef".repeat(4))),
        row(
            LogDigest.class,
            "log digest: expected 64 hexadecimal digits but found \"0F\"; give the log's SHA-256",
            () -> LogDigest.of(0, "0F")));
  }

  private static List<Refusal> evaluations() {
    EvaluationPlan plan = EvaluationPlan.of();
    Class<?> type = EvaluationPlan.class;
    return List.of(
        row(type, "evaluate every" + BELOW_ZERO, () -> plan.withEvery(-1)),
        row(
            type,
            "evaluate samples: expected at least 10 but found 9; measure more of them",
            () -> plan.withSamples(9)),
        row(
            type,
            "evaluate measures: expected at least one but found none; name one",
            () -> plan.withMeasures(List.of())),
        row(
            type,
            "evaluate measures: expected each value once but found [recall, recall]; remove the"
                + " repeated one",
            () -> plan.withMeasures(List.of(Measure.RECALL, Measure.RECALL))),
        row(type, "evaluate patience" + BELOW_ZERO, () -> plan.withPatience(-1)),
        row(
            TensorBoardPlan.class,
            "tensorboard histograms_every" + BELOW_ZERO,
            () -> TensorBoardPlan.of().withHistogramsEvery(-1)));
  }

  private static List<Refusal> plans() {
    TrainingPlan plan = TrainingPlan.of();
    Class<?> type = TrainingPlan.class;
    String halves =
        "plan batch_size: expected an even number, since the discriminator takes halves of it"
            + " but found 65; change it or the composition";
    return List.of(
        row(type, "plan iterations" + BELOW_ONE, () -> plan.withIterations(0)),
        row(type, "plan batch_size" + BELOW_ONE, () -> plan.withBatchSize(0)),
        row(
            type,
            "plan batch_size: expected at most 1073741823, since the discriminator sees as many"
                + " generated images again but found 1073741824; use a smaller batch",
            () -> plan.withBatchSize(1 << 30)),
        row(
            type,
            halves,
            () -> plan.withComposition(BatchComposition.MIXED_HALVES).withBatchSize(65)),
        row(
            type,
            halves,
            () -> plan.withBatchSize(65).withComposition(BatchComposition.SEPARATE_HALVES)),
        row(
            type,
            "plan fake_labels: expected as many generated images as real ones in one batch, whose"
                + " labels they take, but found batches of one kind; use random",
            () -> plan.withComposition(BatchComposition.SEPARATE).withFakeLabels(FakeLabels.REAL)));
  }

  private static List<Refusal> recordings() {
    Class<?> type = RecordingPlan.class;
    RecordingPlan plan = RecordingPlan.of();
    return List.of(
        row(type, "recording grid_every" + BELOW_ONE, () -> plan.withGridEvery(0)),
        row(type, unsorted("[0, 2]"), () -> plan.withGridAt(List.of(0L, 2L))),
        row(type, unsorted("[2, 2]"), () -> plan.withGridAt(List.of(2L, 2L))),
        row(type, unsorted("[25, 2]"), () -> plan.withGridAt(List.of(25L, 2L))),
        row(type, "recording grid_rows" + BELOW_ONE, () -> plan.withGridRows(0)),
        row(type, "recording grid_columns" + BELOW_ONE, () -> plan.withGridColumns(0)),
        row(
            type,
            "recording grid: expected at most 2147483647 samples but found 65536 rows of 65536;"
                + " draw a smaller grid",
            () -> plan.withGridRows(65536).withGridColumns(65536)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void saysWhatIsWrongAndHowToFixIt(Refusal refusal) {
    refusal.check();
  }

  @Test
  void everyCheckOfEveryRecordIsInTheTable() {
    Refusals.assertComplete(
        "org.ganforge.train",
        refusals(),
        "BatchMetrics",
        "Classes",
        "Evaluated",
        "Finished",
        "History",
        "IterationDone",
        "Measurement",
        "NetworkMetrics",
        "Samples",
        "Scores",
        "Started",
        "TrainingReport");
  }
}
