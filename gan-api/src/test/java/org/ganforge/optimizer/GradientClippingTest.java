package org.ganforge.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GradientClippingTest {
  private static final List<Optimizer> PLAIN = List.of(Adam.of(), RMSprop.of(), SGD.of());

  @Test
  void nothingIsClippedByDefault() {
    for (Optimizer optimizer : PLAIN) {
      assertThat(optimizer.clipvalue()).isNull();
      assertThat(optimizer.clipnorm()).isNull();
      assertThat(optimizer.globalClipnorm()).isNull();
    }
  }

  @Test
  void eachWayAloneIsTaken() {
    assertThat(Adam.of().withClipvalue(1.0).clipvalue()).isEqualTo(1.0);
    assertThat(RMSprop.of().withClipnorm(2.0).clipnorm()).isEqualTo(2.0);
    assertThat(SGD.of().withGlobalClipnorm(3.0).globalClipnorm()).isEqualTo(3.0);
  }

  @Test
  void aWayCanBeExchangedForAnotherThroughNone() {
    Adam adam = Adam.of().withClipvalue(1.0).withClipvalue(null).withClipnorm(2.0);
    assertThat(adam).isEqualTo(Adam.of().withClipnorm(2.0));
  }

  @Test
  void everyOptimizerGivesACopyWithAnotherLearningRate() {
    for (Optimizer optimizer : PLAIN) {
      Optimizer faster = optimizer.withLearningRate(0.5);
      assertThat(faster.learningRate()).isEqualTo(0.5);
      assertThat(faster).isNotEqualTo(optimizer).hasSameClassAs(optimizer);
      assertThat(faster.withLearningRate(optimizer.learningRate())).isEqualTo(optimizer);
      assertThat(optimizer.decay()).isZero();
    }
  }

  @Test
  void theRateAloneKeepsTheOtherDefaults() {
    assertThat(Adam.of(0.001)).isEqualTo(Adam.of());
    assertThat(RMSprop.of(0.001)).isEqualTo(RMSprop.of());
    assertThat(SGD.of(0.01)).isEqualTo(SGD.of());
  }
}
