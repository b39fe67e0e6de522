package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in a spec of format 1 is reported at that format's key. */
class OlderFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "loss": "hing"                | $.loss: expected one of "binary_crossentropy", "hinge", "least_squares", "mean_squared_error", "relativistic_average", "relativistic_pairing", "wasserstein" but found "hing"; did you mean "hinge"?
          "loss": {"type": "hinge", "margin": 2} | $.loss: expected a field of Hinge but found "margin"; it has none
          "labels": {"real": "1"}       | $.labels.real: expected a number but found "1"; write it without quotes
          "labels": {"true": 1}         | $.labels: expected a field of Labels but found "true"; its fields are "real", "fake", "adversarial", "flip"
          "loss": "hinge", "labels": {"real": 0.9} | $.labels: expected none, since hinge uses no labels, but found an object; leave them out
          "plan": {"grid_every": "9"}   | $.plan.grid_every: expected a whole number but found "9"; write it without quotes
          "plan": {"checkpoints": {"keep": 0}} | $.plan.checkpoints.keep: expected a whole number of at least 1 but found 0; give 1 or more
          "plan": {"batch_size": 0}     | $.plan.batch_size: expected a whole number of at least 1 but found 0; give 1 or more
          "noise": "gaussian"           | $.noise: expected one of "normal", "semicircle", "uniform" but found "gaussian"; choose one of them
          "objective": "hinge"          | $.objective: expected no such field in format 1 but found "hinge"; write "format": 2
          """)
  void mistakesAreReportedAtTheWrittenKey(String fields, String message) {
    String spec = SpecMistakes.SPEC.replace("\"format\": 2", "\"format\": 1");
    String older =
        spec.replaceFirst("  \"noise\".*\\n", "")
            .replaceFirst("  \"objective\".*\\n", "")
            .replaceFirst(",\\s*\"plan\".*\\n", ",\n  " + fields + "\n");
    assertThatThrownBy(() -> GanJson.read(older))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void aMismatchedObjectiveIsReportedAtTheLoss() {
    String older =
        SpecMistakes.SPEC
            .replace("\"format\": 2", "\"format\": 1")
            .replace("\"objective\": \"hinge\"", "\"loss\": \"binary_crossentropy\"");
    assertThatThrownBy(() -> GanJson.read(older))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("$.loss: expected a discriminator that ends in a sigmoid");
  }
}
