package org.ganforge.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.codec.Difference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangedConfigurationTest {
  private static void check(String field) {
    List<Difference> one = List.of(new Difference(field, "1", "2"));
    new ChangedConfiguration(one).check("run directory r", "step-4", true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generator_optimizer.learning_rate",
        "discriminator_optimizer.learning_rate.decay_steps",
        "generator_optimizer.decay",
        "penalties",
        "plan.batch_size"
      })
  void anyPartOfALearningRateMayChangeWithTheUsersConsent(String field) {
    assertThatCode(() -> check(field)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keras",
        "generator.layers",
        "discriminator",
        "generator_optimizer",
        "generator_optimizer.beta_1",
        "discriminator_optimizer.learning_rates"
      })
  void partsThatDetermineTheVariablesMayNotChange(String field) {
    assertThatThrownBy(() -> check(field))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "run directory r: expected what step-4 was trained with but found "
                + new Difference(field, "1", "2")
                + "; keep the networks and their optimizers, except for the learning rates");
  }
}
