package org.ganforge.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlternatingTest {
  @ParameterizedTest
  @CsvSource({"1, 1, DG", "2, 1, DDG", "1, 3, DGGG", "3, 2, DDDGG"})
  void theDiscriminatorIsFirst(int discriminator, int generator, String turns) {
    assertThat(Turns.of(new Alternating(discriminator, generator))).isEqualTo(turns);
  }

  @Test
  void byDefaultEachHasOne() {
    assertThat(Alternating.of()).isEqualTo(new Alternating(1, 1));
  }

  @Test
  void accuraciesDoNotMatter() {
    assertThat(Turns.of(new Alternating(2, 1), 0, 1, 0)).isEqualTo("DDG");
  }

  @Test
  void theSameHistoryGivesTheSameTurn() {
    Alternating schedule = new Alternating(2, 2);
    History history = new History(2, 1, 0.3);
    assertThat(schedule.next(history)).isEqualTo(Turn.GENERATOR);
    assertThat(schedule.next(history)).isEqualTo(Turn.GENERATOR);
    assertThat(new Alternating(2, 2).next(history)).isEqualTo(Turn.GENERATOR);
  }
}
