package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.tf.graph.Role;
import org.ganforge.tf.graph.Step;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.train.Adaptive;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.TrainingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The parts of a turn of the adaptive schedule. */
class AdaptiveTurnTest {
  private static final Adaptive SPLIT =
      Adaptive.of()
          .withCap(1)
          .withValidation(4)
          .withUpdatesPerCheck(3)
          .withRealShare(0.625)
          .withValidationRealShare(0);

  private static Gan gan(Adaptive schedule) {
    Gan tiny = TinyGans.convolutional();
    return tiny.withPlan(
        tiny.plan()
            .withBatchSize(8)
            .withComposition(BatchComposition.MIXED_HALVES)
            .withSchedule(schedule));
  }

  private static TensorFlowTrainer open(Adaptive schedule) {
    return TinyGans.open(gan(schedule), TinyGans.images(20));
  }

  @Test
  void aTurnIsItsUpdatesShownAsTheirMeanAndThenACheck() {
    try (TensorFlowTrainer trainer = open(SPLIT);
        TensorFlowTrainer byHand = open(SPLIT)) {
      List<TrainingEvent> events = new ArrayList<>();
      trainer.trainUntil(1, events::add);
      NetworkMetrics generator =
          played(byHand, StepKind.UPDATE_GENERATOR, StepKind.EVALUATE_GENERATOR);
      NetworkMetrics discriminator =
          played(byHand, StepKind.UPDATE_DISCRIMINATOR, StepKind.EVALUATE_DISCRIMINATOR_ON_FAKE);
      long images = 3 * 8 + 3 * 8;
      assertThat(events)
          .contains(new TrainingEvent.IterationDone(1, discriminator, generator, images));
      assertThat(trainer.weights()).isEqualTo(byHand.weights());
    }
  }

  private static NetworkMetrics played(TensorFlowTrainer trainer, StepKind update, StepKind check) {
    List<BatchMetrics> updates = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      updates.add(trainer.run(update, Map.of()));
    }
    return new NetworkMetrics(BatchMetrics.mean(updates), trainer.run(check, Map.of()), 3);
  }

  @Test
  void theSharesAreThoseOfTheBatches() {
    try (TensorFlowTrainer trainer = open(SPLIT.withValidation(8).withValidationRealShare(0.25))) {
      assertThat(counts(trainer, StepKind.UPDATE_DISCRIMINATOR)).containsExactly(5, 3);
      assertThat(counts(trainer, StepKind.EVALUATE_DISCRIMINATOR)).containsExactly(2, 6);
    }
    try (TensorFlowTrainer trainer = open(SPLIT)) {
      assertThat(counts(trainer, StepKind.EVALUATE_DISCRIMINATOR_ON_FAKE)).containsExactly(0, 4);
      assertThat(counts(trainer, StepKind.EVALUATE_GENERATOR)).containsExactly(0, 4);
    }
    try (TensorFlowTrainer trainer = open(Adaptive.of())) {
      assertThat(counts(trainer, StepKind.UPDATE_DISCRIMINATOR)).containsExactly(4, 4);
      assertThat(counts(trainer, StepKind.EVALUATE_DISCRIMINATOR)).containsExactly(32, 32);
    }
  }

  /** If none or all images of a check are real, the discriminator is judged on that kind alone. */
  @Test
  void aCheckOnOneKindOfImagesHasItsAccuracy() {
    for (double share : new double[] {0, 1}) {
      try (TensorFlowTrainer trainer = open(SPLIT.withValidationRealShare(share));
          TensorFlowTrainer byHand = open(SPLIT.withValidationRealShare(share))) {
        List<TrainingEvent> events = new ArrayList<>();
        trainer.trainUntil(1, events::add);
        played(byHand, StepKind.UPDATE_GENERATOR, StepKind.EVALUATE_GENERATOR);
        NetworkMetrics expected =
            played(
                byHand,
                StepKind.UPDATE_DISCRIMINATOR,
                share == 0
                    ? StepKind.EVALUATE_DISCRIMINATOR_ON_FAKE
                    : StepKind.EVALUATE_DISCRIMINATOR_ON_REAL);
        assertThat(events)
            .filteredOn(TrainingEvent.IterationDone.class::isInstance)
            .extracting(event -> ((TrainingEvent.IterationDone) event).discriminator())
            .containsExactly(expected);
      }
    }
  }

  /** Returns how many real images and noise vectors a step takes by itself. */
  private static List<Integer> counts(TensorFlowTrainer trainer, StepKind kind) {
    Step step = trainer.session().graph().step(kind);
    return List.of(
        count(trainer, step.inputs().get(Role.REAL)),
        count(trainer, requireNonNull(step.inputs().get(Role.NOISE))));
  }

  private static int count(TensorFlowTrainer trainer, @Nullable Operand<TFloat32> batch) {
    return batch == null
        ? 0
        : trainer.session().fetch(List.of(), List.of(batch), Map.of()).get(0).count();
  }
}
