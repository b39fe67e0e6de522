package org.ganforge.tf;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.contract.ContractGans;
import org.ganforge.layer.FloatTensor;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.plain.PlainBackend;
import org.ganforge.train.BatchMetrics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two backends with the same weights and batches: TensorFlow in float32, plain Java in float64. */
class PlainAgreementTest {
  private static final double ROUNDING = 1e-5;

  static Stream<Gan> gans() {
    Labels smooth = Labels.of().withReal(0.9).withFake(0.1);
    return Stream.of(
        ContractGans.adam(),
        ContractGans.sgd(),
        ContractGans.logits(),
        ContractGans.momentum(),
        ContractGans.adam().withObjective(BinaryCrossentropy.of().withLabels(smooth)));
  }

  @ParameterizedTest
  @MethodSource("gans")
  void theyAgreeThroughTwentyUpdatesOfEachNetwork(Gan gan) {
    try (GanTrainer tensorFlow = TensorFlowBackend.of().open(gan);
        GanTrainer plain = new PlainBackend().open(gan)) {
      tensorFlow.setWeights(ContractGans.weights(gan));
      plain.setWeights(ContractGans.weights(gan));
      for (int i = 0; i < 20; i++) {
        FloatTensor real = ContractGans.batch(6, ContractGans.PIXELS, i);
        FloatTensor noise = ContractGans.batch(5, ContractGans.NOISE, 100 + i);
        assertClose(tensorFlow.generate(noise), plain.generate(noise));
        assertClose(tensorFlow.score(real), plain.score(real));
        assertClose(
            tensorFlow.updateDiscriminator(real, noise), plain.updateDiscriminator(real, noise));
        assertClose(tensorFlow.updateGenerator(noise), plain.updateGenerator(noise));
        assertClose(
            tensorFlow.evaluateDiscriminator(real, null), plain.evaluateDiscriminator(real, null));
      }
      Map<String, FloatTensor> expected = plain.weights();
      assertThat(tensorFlow.weights())
          .hasSameSizeAs(expected)
          .allSatisfy((name, value) -> assertClose(value, requireNonNull(expected.get(name))));
    }
  }

  private static void assertClose(FloatTensor actual, FloatTensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.toArray()).containsExactly(expected.toArray(), within((float) ROUNDING));
  }

  private static void assertClose(BatchMetrics actual, BatchMetrics expected) {
    assertThat(actual.loss()).isCloseTo(expected.loss(), within(ROUNDING));
    assertThat(actual.accuracy()).isCloseTo(expected.accuracy(), within(1e-6));
  }
}
