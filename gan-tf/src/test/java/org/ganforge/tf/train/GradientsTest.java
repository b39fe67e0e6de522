package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.layer.FloatTensor;
import org.ganforge.regularization.AdaptiveProbability;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looking at gradients between two iterations. Their values are in the backends' contract. */
class GradientsTest {
  /** A training: its metrics and its weights, with every bit. */
  private record Outcome(List<TrainingEvent> events, Map<String, FloatTensor> weights) {
    static Outcome of(Gan gan, FormSelection forms, Consumer<GanTrainer> look) {
      SessionSettings settings = new SessionSettings(1, 1, ComputeType.FLOAT32, true);
      List<TrainingEvent> events = new ArrayList<>();
      try (TensorFlowTrainer trainer =
          TensorFlowTrainer.open(gan, TinyGans.images(20), forms, settings)) {
        trainer.train(
            event -> {
              if (event instanceof TrainingEvent.IterationDone) {
                events.add(event);
                look.accept(trainer);
              }
            });
        return new Outcome(events, trainer.weights());
      }
    }
  }

  static Stream<Gan> gans() {
    Gan tiny = TinyGans.convolutional();
    return Stream.of(
        TinyGans.dense(),
        tiny,
        tiny.withPlan(
            tiny.plan()
                .withComposition(BatchComposition.SEPARATE)
                .withSchedule(new Alternating(2, 1))),
        tiny.withGeneratorOptimizer(tiny.generatorOptimizer().withGradientAccumulationSteps(2))
            .withRegularization(
                SpectralNorm.of(),
                MovingAverage.of(),
                DiffAugment.of().withAdaptive(AdaptiveProbability.of().withStart(0.5))));
  }

  @ParameterizedTest
  @MethodSource("gans")
  void lookingAtThemChangesNoBitOfTheTraining(Gan gan) {
    for (FormSelection forms :
        List.of(FormSelection.plain(), FormSelection.of(FormTable.namesOfProducts()))) {
      List<Map<String, FloatTensor>> seen = new ArrayList<>();
      Outcome watched =
          Outcome.of(
              gan,
              forms,
              trainer -> {
                Map<String, FloatTensor> first = trainer.gradients();
                assertThat(trainer.gradients()).isEqualTo(first);
                seen.add(first);
              });
      assertThat(watched).isEqualTo(Outcome.of(gan, forms, trainer -> {}));
      assertThat(seen).hasSize(3).doesNotHaveDuplicates();
      assertThat(seen.get(0).keySet())
          .contains("generator/dense/kernel", "discriminator/dense/kernel")
          .noneMatch(name -> name.contains("moving"));
    }
  }

  @Test
  void areRefusedWithoutImages() {
    try (TensorFlowTrainer trainer =
        TensorFlowTrainer.open(
            TinyGans.dense(),
            null,
            FormSelection.plain(),
            new SessionSettings(1, 1, ComputeType.FLOAT32, true))) {
      assertThatThrownBy(trainer::gradients)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "trainer of tiny: expected images to train on but found none; open it with a data"
                  + " set");
    }
  }
}
