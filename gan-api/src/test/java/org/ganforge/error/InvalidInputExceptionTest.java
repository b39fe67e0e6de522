package org.ganforge.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvalidInputExceptionTest {
  private final InvalidInputException plain =
      new InvalidInputException("units", "at least 1", "0", "give 1 or more");
  private final InvalidInputException nowhere =
      new InvalidInputException("", "a rank-3 input", "[128]", "put a Reshape before it");

  @Test
  void theLineSaysWhereWhatAndTheWayOut() {
    assertThat(plain).hasMessage("units: expected at least 1 but found 0; give 1 or more");
    assertThat(plain.where()).isEqualTo("units");
    assertThat(plain.problem()).isEqualTo("expected at least 1 but found 0; give 1 or more");
    assertThat(plain).hasNoCause().isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutAPlaceTheLineBeginsWithTheProblem() {
    assertThat(nowhere)
        .hasMessage("expected a rank-3 input but found [128]; put a Reshape before it");
    assertThat(nowhere.where()).isEmpty();
  }

  @Test
  void insideAnOuterPlaceBothAreNamed() {
    InvalidInputException outer = plain.inside("$.generator").inside("run.json");
    assertThat(outer)
        .hasMessage("run.json $.generator units: expected at least 1 but found 0; give 1 or more");
    assertThat(outer.where()).isEqualTo("run.json $.generator units");
    assertThat(outer.problem()).isEqualTo(plain.problem());
  }

  @Test
  void insideAnOuterPlaceAMistakeWithoutOneTakesIt() {
    assertThat(nowhere.inside("layers[4]").where()).isEqualTo("layers[4]");
  }

  @Test
  void atAnotherPlaceTheFirstOneIsForgotten() {
    InvalidInputException there = plain.at("generator.layers[0]");
    assertThat(there)
        .hasMessage("generator.layers[0]: expected at least 1 but found 0; give 1 or more");
    assertThat(there.where()).isEqualTo("generator.layers[0]");
  }

  @Test
  void theFirstMistakeStaysTheCause() {
    assertThat(plain.inside("here")).hasCause(plain);
    assertThat(plain.at("there")).hasCause(plain);
  }

  @Test
  void whateverWasFoundTheMessageIsOneLine() {
    InvalidInputException broken =
        new InvalidInputException("file\na", "one\r\nline", "\"a\tb\u2028c\"", "mend\u0085it");
    assertThat(broken).hasMessage("file a: expected one line but found \"a b c\"; mend it");
    assertThat(broken.where()).isEqualTo("file a");
    assertThat(plain.inside("x\ny")).hasMessageStartingWith("x y units: ");
  }
}
