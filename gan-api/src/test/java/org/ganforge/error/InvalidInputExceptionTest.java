package org.ganforge.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvalidInputExceptionTest {
  private final InvalidInputException mistake =
      new InvalidInputException("units", "a whole number", "2.5", "leave out the fraction");

  @Test
  void saysWhereExpectedFoundAndTheWayOut() {
    assertThat(mistake)
        .hasMessage("units: expected a whole number but found 2.5; leave out the fraction");
  }

  @Test
  void omitsAMissingPlace() {
    assertThat(new InvalidInputException("", "a", "b", "c"))
        .hasMessage("expected a but found b; c");
  }

  @Test
  void canBeSeenFromTheEnclosingPlace() {
    assertThat(mistake.inside("spec.json"))
        .hasMessage(
            "spec.json units: expected a whole number but found 2.5; leave out the fraction")
        .hasCause(mistake);
    assertThat(new InvalidInputException("", "a", "b", "c").inside("spec.json"))
        .hasMessage("spec.json: expected a but found b; c");
  }

  @Test
  void canBeMovedToAnotherPlace() {
    InvalidInputException moved = mistake.at("$.units");
    assertThat(moved)
        .hasMessage("$.units: expected a whole number but found 2.5; leave out the fraction");
    assertThat(moved.where()).isEqualTo("$.units");
    assertThat(moved.problem())
        .isEqualTo("expected a whole number but found 2.5; leave out the fraction");
  }

  @Test
  void staysOnOneLineWhateverWasFound() {
    assertThat(new InvalidInputException("a\nb", "c", "d\r\u2028e\u0085\t", "f"))
        .hasMessage("a\\u000ab: expected c but found d\\u000d\\u2028e\\u0085\\u0009; f");
  }

  @Test
  void shortensWhatIsFoundAndItsPlace() {
    assertThat(new InvalidInputException("a".repeat(4000), "a name", "b".repeat(5000), "cut it"))
        .hasMessage(
            "a".repeat(1000)
                + "... (4000 characters): expected a name but found "
                + "b".repeat(500)
                + "... (5000 characters); cut it");
    String whole = "b".repeat(500);
    assertThat(new InvalidInputException("", "a name", whole, "cut it"))
        .hasMessage("expected a name but found " + whole + "; cut it");
  }
}
