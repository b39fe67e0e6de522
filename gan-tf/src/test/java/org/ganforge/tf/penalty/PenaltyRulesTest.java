package org.ganforge.tf.penalty;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.penalty.Penalty;
import org.junit.jupiter.api.Test;

class PenaltyRulesTest {
  @Test
  void everyMemberOfTheFamilyHasARow() {
    assertThat(Penalty.class.getPermittedSubclasses()).isNotEmpty().allMatch(PenaltyRules::covers);
  }
}
