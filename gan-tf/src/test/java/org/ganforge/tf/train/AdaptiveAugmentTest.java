package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.observe.MetricsLine;
import org.ganforge.regularization.AdaptiveProbability;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.op.Ops;

/** Augmentation whose probability is adapted to how sure the discriminator is of real images. */
class AdaptiveAugmentTest {
  private static final double MOST = 0.06;

  @TempDir private Path dir;

  private static Gan plain() {
    Sequential generator =
        Sequential.builder("generator").input(3).add(Dense.of(16)).add(Reshape.of(4, 4, 1)).build();
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(4, 4, 1)
            .add(Flatten.of())
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build();
    return Gan.of("adapted", generator, discriminator).withPlan(TinyGans.dense().plan());
  }

  private static Gan gan(AdaptiveProbability adaptive) {
    return plain()
        .withRegularization(DiffAugment.of().withProbability(MOST).withAdaptive(adaptive));
  }

  private static AdaptiveProbability quick() {
    return AdaptiveProbability.of().withInterval(3).withKimg(1).withStart(0.02);
  }

  private static TensorFlowTrainer open(Gan gan) {
    return TinyGans.open(gan, TinyGans.images(16));
  }

  /**
   * For real images alone, the accuracy is the share of outputs on the real side of the threshold,
   * which is below it if the labels are swapped.
   */
  @ParameterizedTest
  @CsvSource({"-0.99, false", "0, false", "0.99, false", "-0.99, true", "0, true", "0.99, true"})
  void theProbabilityFollowsTheSidesOfRealScores(double target, boolean isSwapped) {
    double expected = 0.02;
    double signs = 0;
    long images = 0;
    Gan gan = gan(quick().withTarget(target));
    Labels swapped = Labels.of().withReal(0).withFake(1).withAdversarial(0);
    gan = isSwapped ? gan.withObjective(BinaryCrossentropy.of().withLabels(swapped)) : gan;
    try (TensorFlowTrainer trainer = open(gan)) {
      for (int turn = 1; turn <= 18; turn++) {
        FloatTensor real = images(3 + turn % 3, turn);
        BatchMetrics found = trainer.updateDiscriminator(real, null);
        assertThat(found.augmentation()).isCloseTo(expected, within(1e-6));
        signs += (2 * found.accuracy() - 1) * real.count();
        images += real.count();
        if (turn % 3 == 0) {
          double step = Math.signum(signs / images - target) * images / 1000;
          expected = Math.min(MOST, Math.max(0, expected + step));
          signs = 0;
          images = 0;
        }
      }
      assertThat(trainer.updateGenerator(trainer.noise(4, 1)).augmentation()).isNull();
    }
    if (target != 0) {
      assertThat(expected).isEqualTo(target < 0 ? MOST : 0);
    }
  }

  private static FloatTensor images(int count, int seed) {
    float[] values = new float[count * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1.3 * i * i + i + seed);
    }
    return FloatTensor.wrap(TensorShape.of(count, 4, 4, 1), values);
  }

  @Test
  void isConstantUntilTheFirstAdaptation() {
    DiffAugment half = DiffAugment.of().withProbability(0.5);
    AdaptiveProbability later = AdaptiveProbability.of().withStart(0.5).withInterval(1000);
    Gan gan = plain();
    try (TensorFlowTrainer constant = open(gan.withRegularization(half));
        TensorFlowTrainer adapted = open(gan.withRegularization(half.withAdaptive(later)))) {
      constant.trainUntil(3);
      adapted.trainUntil(3);
      assertThat(adapted.weights()).isEqualTo(constant.weights());
    }
  }

  @Test
  void resumingBetweenTwoAdaptationsEqualsNeverStopping() {
    Path checkpoint = dir.resolve("step-4");
    Gan rising = gan(quick().withTarget(-0.99));
    try (TensorFlowTrainer whole = open(rising);
        TensorFlowTrainer first = open(rising);
        TensorFlowTrainer second = open(rising)) {
      List<Double> probabilities = new ArrayList<>(trained(whole, 8));
      assertThat(probabilities).doesNotContainNull().hasSize(8);
      assertThat(probabilities.stream().distinct()).hasSizeGreaterThan(1);
      trained(first, 4);
      first.save(checkpoint);
      second.restore(checkpoint);
      assertThat(trained(second, 8)).isEqualTo(probabilities.subList(4, 8));
      assertThat(second.weights()).isEqualTo(whole.weights());
    }
  }

  /** A run accepts another maximum only with an override. */
  @Test
  void resumingWithALowerMaximumStartsThere() {
    Path checkpoint = dir.resolve("step-8");
    DiffAugment low =
        DiffAugment.of().withProbability(0.021).withAdaptive(quick().withTarget(-0.9));
    try (TensorFlowTrainer first = open(gan(quick().withTarget(-0.9)));
        TensorFlowTrainer second = open(plain().withRegularization(low))) {
      assertThat(trained(first, 8)).last().matches(probability -> probability > 0.0211);
      first.save(checkpoint);
      second.restore(checkpoint);
      assertThat(trained(second, 12))
          .hasSize(4)
          .allSatisfy(probability -> assertThat(probability).isCloseTo(0.021, within(1e-8)));
    }
  }

  /** Returns the probability of each iteration. */
  private static List<Double> trained(TensorFlowTrainer trainer, long end) {
    List<Double> probabilities = new ArrayList<>();
    trainer.trainUntil(
        end,
        event -> {
          if (event instanceof TrainingEvent.IterationDone done) {
            probabilities.add(done.discriminator().training().augmentation());
          }
        });
    return probabilities;
  }

  @Test
  void isAMetricOfTheDiscriminator() {
    List<String> lines = new ArrayList<>();
    try (TensorFlowTrainer trainer = open(gan(quick()))) {
      trainer.trainUntil(
          1,
          event -> {
            if (event instanceof TrainingEvent.IterationDone done) {
              lines.add(MetricsLine.of(done));
            }
          });
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .contains("\"d_augmentation\":0.0199999995")
        .doesNotContain("g_augmentation");
  }

  @ParameterizedTest
  @EnumSource(names = {"MIXED", "SEPARATE"})
  void updatesInOneRunEqualSingleUpdates(BatchComposition composition) {
    Gan gan = gan(quick());
    Gan several =
        gan.withPlan(gan.plan().withComposition(composition).withSchedule(new Alternating(4, 2)));
    try (TensorFlowTrainer one = open(several);
        TensorFlowTrainer other = open(several)) {
      new ScheduledIteration(one).run(1);
      new ScheduledIteration(other, 1).run(1);
      assertThat(one.weights()).isEqualTo(other.weights());
      assertThat(state(one))
          .isEqualTo(state(other))
          .doesNotContain(FloatTensor.of(TensorShape.of(), 0.02f));
    }
  }

  private static List<FloatTensor> state(TensorFlowTrainer trainer) {
    Ops tf = Ops.create(trainer.session().graph().graph()).withSubScope("look");
    return trainer.session().graph().variables().slots().stream()
        .filter(slot -> slot.name().startsWith("augment/"))
        .map(slot -> trainer.session().fetch(List.of(), slot.read(tf), Map.of()))
        .toList();
  }
}
