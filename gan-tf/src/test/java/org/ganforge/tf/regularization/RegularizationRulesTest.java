package org.ganforge.tf.regularization;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.regularization.Regularization;
import org.junit.jupiter.api.Test;

class RegularizationRulesTest {
  @Test
  void everyMemberOfTheFamilyHasARow() {
    assertThat(Regularization.class.getPermittedSubclasses())
        .isNotEmpty()
        .allMatch(RegularizationRules::covers);
  }
}
