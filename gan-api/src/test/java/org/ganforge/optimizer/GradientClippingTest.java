package org.ganforge.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GradientClippingTest {
  private static final List<Optimizer> PLAIN = List.of(Adam.of(), RMSprop.of(), SGD.of());

  @Test
  void nothingIsClippedByDefault() {
    for (Optimizer optimizer : PLAIN) {
      assertThat(optimizer.clipping()).isEqualTo(new GradientClipping(null, null, null));
      assertThat(optimizer.clipping().clips()).isFalse();
    }
  }

  @Test
  void eachWayAloneIsAccepted() {
    for (Optimizer optimizer : PLAIN) {
      assertThat(optimizer.withClipvalue(1).clipping())
          .isEqualTo(new GradientClipping(1.0, null, null))
          .matches(GradientClipping::clips);
      assertThat(optimizer.withClipnorm(2).clipping())
          .isEqualTo(new GradientClipping(null, 2.0, null))
          .matches(GradientClipping::clips);
      assertThat(optimizer.withGlobalClipnorm(3).clipping())
          .isEqualTo(new GradientClipping(null, null, 3.0))
          .matches(GradientClipping::clips);
    }
  }

  @Test
  void oneWayReplacesAnother() {
    assertThat(Adam.of().withClipvalue(1).withClipnorm(2)).isEqualTo(Adam.of().withClipnorm(2));
    assertThat(Adam.of().withClipvalue(1).withClipping(GradientClipping.none()))
        .isEqualTo(Adam.of());
  }

  @Test
  void everyOptimizerCanBeCopiedWithAnotherLearningRate() {
    for (Optimizer optimizer : PLAIN) {
      Optimizer faster = optimizer.withLearningRate(0.5);
      assertThat(faster.learningRate()).isEqualTo(ConstantRate.of(0.5));
      assertThat(faster).isNotEqualTo(optimizer).hasSameClassAs(optimizer);
      assertThat(faster.withLearningRate(optimizer.learningRate())).isEqualTo(optimizer);
    }
  }

  @Test
  void theRateAloneKeepsTheOtherDefaults() {
    assertThat(Adam.of(0.001)).isEqualTo(Adam.of());
    assertThat(RMSprop.of(0.001)).isEqualTo(RMSprop.of());
    assertThat(SGD.of(0.01)).isEqualTo(SGD.of());
  }
}
