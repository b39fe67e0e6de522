package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.Adaptive;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;

/** The seed decides everything: through the public API, with the default number of threads. */
class DeterminismTest {
  private static final int ITERATIONS = 4;

  /** Everything that a run outputs; samples and metrics are compared bit by bit. */
  private record Run(List<TrainingEvent> events, Map<String, FloatTensor> weights) {
    static Run of(Gan gan) {
      List<TrainingEvent> events = new ArrayList<>();
      try (GanTrainer trainer = TensorFlowBackend.of().open(gan, TinyGans.images(20))) {
        trainer.trainUntil(ITERATIONS, events::add);
        return new Run(events, trainer.weights());
      }
    }

    List<TrainingEvent> iterations() {
      return events.stream().filter(TrainingEvent.IterationDone.class::isInstance).toList();
    }
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    Gan gan = TinyGans.convolutional();
    Run first = Run.of(gan);
    assertThat(first.iterations()).hasSize(ITERATIONS);
    assertThat(Run.of(gan)).isEqualTo(first);
  }

  @Test
  void theSameSeedGivesTheSameBitsUnderAnAdaptiveSchedule() {
    Gan tiny = TinyGans.convolutional();
    Gan gan =
        tiny.withPlan(
            tiny.plan()
                .withOrder(BatchOrder.SHUFFLED)
                .withSchedule(
                    Adaptive.of()
                        .withGeneratorUntil(0.6)
                        .withDiscriminatorUntil(0.6)
                        .withCap(3)
                        .withValidation(8)));
    Run first = Run.of(gan);
    assertThat(first.iterations()).hasSize(ITERATIONS);
    assertThat(Run.of(gan)).isEqualTo(first);
  }

  @Test
  void anotherSeedGivesAnotherRun() {
    Gan gan = TinyGans.convolutional();
    Run first = Run.of(gan);
    Run other = Run.of(gan.withPlan(gan.plan().withSeed(6)));
    assertThat(other.iterations()).doesNotContainAnyElementsOf(first.iterations());
    assertThat(other.weights().get("generator/dense/kernel"))
        .isNotEqualTo(first.weights().get("generator/dense/kernel"));
  }
}
