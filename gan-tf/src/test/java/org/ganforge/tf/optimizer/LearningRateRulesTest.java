package org.ganforge.tf.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.ganforge.optimizer.LearningRate;
import org.junit.jupiter.api.Test;

class LearningRateRulesTest {
  @Test
  void everyMemberOfTheFamilyHasARow() {
    assertThat(members(LearningRate.class))
        .hasSizeGreaterThan(1)
        .allMatch(LearningRateRules::covers);
  }

  private static Stream<Class<?>> members(Class<?> family) {
    return family.isRecord()
        ? Stream.of(family)
        : Stream.of(family.getPermittedSubclasses()).flatMap(LearningRateRulesTest::members);
  }
}
