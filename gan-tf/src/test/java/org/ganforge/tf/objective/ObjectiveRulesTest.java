package org.ganforge.tf.objective;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.objective.Objective;
import org.junit.jupiter.api.Test;

class ObjectiveRulesTest {
  @Test
  void everyMemberOfTheFamilyHasARow() {
    assertThat(Objective.class.getPermittedSubclasses())
        .isNotEmpty()
        .allMatch(ObjectiveRules::covers);
  }
}
