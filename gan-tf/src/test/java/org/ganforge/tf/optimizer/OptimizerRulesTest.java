package org.ganforge.tf.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.optimizer.Optimizer;
import org.junit.jupiter.api.Test;

class OptimizerRulesTest {
  @Test
  void everyMemberOfTheFamilyHasARow() {
    assertThat(Optimizer.class.getPermittedSubclasses())
        .isNotEmpty()
        .allMatch(OptimizerRules::covers);
  }
}
