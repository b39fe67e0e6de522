package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.Hinge;
import org.ganforge.objective.RelativisticPairing;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.train.Adaptive;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;

/** The GANs that replicas cannot train as one does. */
class ReplicaFitTest {
  private static void assertRefused(Gan gan, int replicas, String message) {
    assertThatThrownBy(() -> ReplicaRun.open(gan, TinyGans.images(40), replicas))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  private static Gan planned(TrainingPlan plan) {
    return TinyGans.dense().withPlan(plan);
  }

  private static TrainingPlan plan() {
    return TinyGans.dense().plan();
  }

  private static Gan critic() {
    Sequential critic =
        Sequential.of(
            "discriminator",
            TensorShape.of(16),
            List.of(Dense.of(4), LeakyReLU.of(0.2), Dense.of(1)));
    return TinyGans.dense().withDiscriminator(critic, Hinge.of());
  }

  @Test
  void refusesABatchThatCannotBeDivided() {
    assertRefused(
        planned(plan().withBatchSize(30)),
        4,
        "plan.batch_size: expected a multiple of 4, the number of replicas, but found 30; choose 28"
            + " or 32, or another number of replicas");
    assertRefused(
        planned(plan().withBatchSize(3)),
        4,
        "plan.batch_size: expected a multiple of 4, the number of replicas, but found 3; choose 4,"
            + " or another number of replicas");
  }

  @Test
  void refusesHalvesThatCannotBeDivided() {
    assertRefused(
        planned(plan().withBatchSize(6).withComposition(BatchComposition.MIXED_HALVES)),
        2,
        "plan: expected a multiple of 2, the number of replicas, of real images in a batch but"
            + " found 3; choose another batch size or number of replicas");
  }

  @Test
  void refusesAShareOfRealImagesThatCannotBeDivided() {
    assertRefused(
        planned(
            plan()
                .withBatchSize(8)
                .withSchedule(Adaptive.of().withValidation(10).withValidationRealShare(0.5))),
        2,
        "plan.schedule: expected a multiple of 2, the number of replicas, of real images in a check"
            + " but found 5; change validation, or choose another number of replicas");
  }

  @Test
  void refusesPairsOfUnequalNumbers() {
    TrainingPlan uneven =
        plan().withBatchSize(8).withSchedule(Adaptive.of().withRealShare(0.25).withValidation(8));
    assertRefused(
        critic().withPenalties(GradientPenalty.of()).withPlan(uneven),
        2,
        "plan: expected as many real as generated images, since GradientPenalty pairs them within"
            + " each replica, but found 4 real and 12 generated; make them equal, or train with one"
            + " replica");
    assertRefused(
        critic().withObjective(RelativisticPairing.of()).withPlan(uneven),
        2,
        "plan: expected as many real as generated images, since RelativisticPairing pairs them"
            + " within each replica, but found 4 real and 12 generated; make them equal, or train"
            + " with one replica");
  }

  @Test
  void refusesALayerThatComparesImagesAcrossTheBatch() {
    Sequential critic =
        Sequential.of(
            "discriminator",
            TensorShape.of(16),
            List.of(Dense.of(4), MinibatchStdDev.of(), Dense.of(1)));
    assertRefused(
        TinyGans.dense().withDiscriminator(critic, Hinge.of()),
        2,
        "discriminator, layer minibatch_std_dev: expected layers whose batch can be divided among"
            + " replicas but found MinibatchStdDev, which compares images across the batch; train"
            + " with one replica, or leave it out");
  }
}
