package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.Dragan;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.penalty.Penalty;
import org.ganforge.penalty.R1;
import org.ganforge.penalty.R2;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Penalties in only some of the discriminator's turns. */
class LazyPenaltyTest {
  @TempDir private Path dir;

  private static Gan gan(Penalty... penalties) {
    Sequential generator =
        Sequential.builder("generator").input(3).add(Dense.of(16)).add(Reshape.of(4, 4, 1)).build();
    Sequential critic =
        Sequential.builder("critic")
            .input(4, 4, 1)
            .add(Conv2D.of(3, 3).withStrides(2))
            .add(LeakyReLU.of(0.2))
            .add(Flatten.of())
            .add(Dense.of(1))
            .build();
    return Gan.of("lazy", generator, critic)
        .withPenalties(penalties)
        .withDiscriminatorOptimizer(SGD.of(0.05))
        .withPlan(TrainingPlan.of().withBatchSize(4).withIterations(4).withSeed(5));
  }

  static List<Penalty> penalties() {
    return List.of(
        R1.of().withEvery(3),
        R2.of().withEvery(3),
        GradientPenalty.of().withEvery(3),
        Dragan.of().withEvery(3));
  }

  /** Returns the same penalty for every turn, with three times the weight. */
  private static Penalty always(Penalty lazy) {
    if (lazy instanceof R1 r1) {
      return R1.of().withGamma(3 * r1.gamma());
    }
    if (lazy instanceof R2 r2) {
      return R2.of().withGamma(3 * r2.gamma());
    }
    return lazy instanceof Dragan dragan
        ? Dragan.of().withWeight(3 * dragan.weight())
        : GradientPenalty.of().withWeight(30);
  }

  private static FloatTensor images() {
    float[] values = new float[4 * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1.3 * i * i + i);
    }
    return FloatTensor.wrap(TensorShape.of(4, 4, 4, 1), values);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("penalties")
  void aPenaltyIsMultipliedByItsInterval(Penalty penalty) {
    try (TensorFlowTrainer lazy = TinyGans.open(gan(penalty), TinyGans.images(8));
        TensorFlowTrainer always = TinyGans.open(gan(always(penalty)), TinyGans.images(8));
        TensorFlowTrainer none = TinyGans.open(gan(), TinyGans.images(8))) {
      FloatTensor noise = lazy.noise(4, 1);
      for (int turn = 0; turn < 5; turn++) {
        TensorFlowTrainer expected = turn % 3 == 0 ? always : none;
        TensorFlowTrainer other = turn % 3 == 0 ? none : always;
        expected.setWeights(lazy.weights());
        double loss = lazy.updateDiscriminator(images(), noise).loss();
        assertThat(loss)
            .as("turn %s", turn)
            .isCloseTo(expected.updateDiscriminator(images(), noise).loss(), within(1e-4));
        assertThat(other.updateDiscriminator(images(), noise).loss()).isNotEqualTo(loss);
        assertClose(lazy.weights(), expected.weights());
      }
    }
  }

  private static void assertClose(
      Map<String, FloatTensor> found, Map<String, FloatTensor> expected) {
    found.forEach(
        (name, values) -> {
          FloatTensor wanted = Objects.requireNonNull(expected.get(name));
          for (int i = 0; i < values.shape().size(); i++) {
            assertThat(values.get(i)).as(name).isCloseTo(wanted.get(i), within(2e-5f));
          }
        });
  }

  @Test
  void turnsInOneRunAreTurnByTurn() {
    Gan gan =
        gan(R1.of().withEvery(2), Dragan.of().withEvery(3), R2.of())
            .withDiscriminatorOptimizer(Adam.of(0.01));
    Gan five = gan.withPlan(gan.plan().withSchedule(new Alternating(5, 1)));
    try (TensorFlowTrainer one = TinyGans.open(five, TinyGans.images(8));
        TensorFlowTrainer other = TinyGans.open(five, TinyGans.images(8))) {
      Iteration joined = new ScheduledIteration(one);
      Iteration apart = new ScheduledIteration(other, 1);
      for (int i = 1; i <= 3; i++) {
        assertThat(joined.run(i)).isEqualTo(apart.run(i));
      }
      assertThat(one.weights()).isEqualTo(other.weights());
    }
  }

  @Test
  void aTrainingThatResumesIsTheOneThatNeverStopped() {
    Gan gan = gan(R1.of().withEvery(3)).withDiscriminatorOptimizer(Adam.of(0.01));
    Path checkpoint = dir.resolve("step-2");
    try (TensorFlowTrainer whole = TinyGans.open(gan, TinyGans.images(8));
        TensorFlowTrainer first = TinyGans.open(gan, TinyGans.images(8));
        TensorFlowTrainer second = TinyGans.open(gan, TinyGans.images(8))) {
      whole.trainUntil(5);
      first.trainUntil(2);
      first.save(checkpoint);
      second.restore(checkpoint);
      second.trainUntil(5);
      assertThat(second.weights()).isEqualTo(whole.weights());
    }
  }

  /** A turn is an update on real images and one on generated ones: each has its own penalty. */
  @Test
  void turnsOfSeparateUpdatesAreCountedAsTurns() {
    Gan gan =
        gan(R1.of().withEvery(2)).withPlan(gan().plan().withComposition(BatchComposition.SEPARATE));
    Gan none = gan.withPenalties(List.of());
    try (TensorFlowTrainer lazy = TinyGans.open(gan, TinyGans.images(8));
        TensorFlowTrainer free = TinyGans.open(none, TinyGans.images(8))) {
      FloatTensor noise = lazy.noise(4, 1);
      boolean[] differs = new boolean[6];
      for (int update = 0; update < differs.length; update++) {
        free.setWeights(lazy.weights());
        FloatTensor real = update % 2 == 0 ? images() : null;
        FloatTensor given = update % 2 == 0 ? null : noise;
        double loss = lazy.updateDiscriminator(real, given).loss();
        differs[update] = loss != free.updateDiscriminator(real, given).loss();
      }
      assertThat(Arrays.toString(differs)).isEqualTo("[true, false, false, false, true, false]");
    }
  }
}
