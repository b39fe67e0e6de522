package org.ganforge.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.junit.jupiter.api.Test;

/** Each {@code withX} is tested in CopiesTest. */
class CopyTest {
  @Test
  void theRecordsOwnChecksHold() {
    assertThatThrownBy(() -> Copy.with(Dense.of(4), "units", 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Dense units: expected a whole number of at least 1 but found 0; give 1 or more");
    assertThat(Copy.with(Dense.of(4), "units", 5)).isEqualTo(Dense.of(5));
  }

  @Test
  void aMissingComponentIsRefused() {
    assertThatThrownBy(() -> Copy.with(Dense.of(4), "unit", 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class org.ganforge.layer.Dense has no unit");
  }
}
