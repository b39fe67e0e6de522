package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecMistakesTest {
  static Stream<SpecMistakes.Mistake> mistakes() {
    return Stream.concat(SpecMistakes.ofForm(), SpecMistakes.ofContent());
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhereAndWhatIsWrongAndHowToFixIt(SpecMistakes.Mistake mistake) {
    assertThatThrownBy(() -> GanJson.read(mistake.text()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(mistake.message());
  }

  @Test
  void readsTheSpecWithoutThem() {
    assertThat(GanJson.read(SpecMistakes.SPEC).name()).isEqualTo("tiny");
  }
}
