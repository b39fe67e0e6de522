package org.ganforge.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static void refuses(ThrowingCallable check, String message) {
    assertThatThrownBy(check).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aPositiveWholeNumberIsAtLeastOne(int value) {
    String message =
        "here: expected a whole number of at least 1 but found " + value + "; give 1 or more";
    refuses(() -> Checks.positive("here", value), message);
    refuses(() -> Checks.positive("here", (long) value), message);
  }

  @Test
  void longsAreNotTruncated() {
    assertThat(Checks.positive("here", 1L << 32)).isEqualTo(1L << 32);
    refuses(
        () -> Checks.positive("here", -1L << 32),
        "here: expected a whole number of at least 1 but found -4294967296; give 1 or more");
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, 0, 1, 7, Integer.MAX_VALUE})
  void anEvenNumberIsAtLeastTwo(int value) {
    refuses(
        () -> Checks.even("here", value),
        "here: expected an even number of at least 2 but found " + value + "; give an even number");
  }

  @Test
  void aWholeNumberMayNotBeNegative() {
    refuses(
        () -> Checks.notNegative("here", -3),
        "here: expected a whole number of at least 0 but found -3; give 0 or more");
  }

  @Test
  void aPositiveNumberIsFiniteAndAboveZero() {
    refuses(
        () -> Checks.positive("here", -0.0),
        "here: expected a number above 0 but found -0; give a number above 0");
    refuses(
        () -> Checks.positive("here", -2.5),
        "here: expected a number above 0 but found -2.5; give a number above 0");
    refuses(
        () -> Checks.positive("here", INFINITY),
        "here: expected a finite number but found Infinity; give a finite number");
    refuses(
        () -> Checks.positive("here", NAN),
        "here: expected a finite number but found NaN; give a finite number");
  }

  @Test
  void aNumberMayNotBeNegative() {
    refuses(
        () -> Checks.notNegative("here", -0.5),
        "here: expected a number of at least 0 but found -0.5; give 0 or more");
    refuses(
        () -> Checks.notNegative("here", INFINITY),
        "here: expected a finite number but found Infinity; give a finite number");
    refuses(
        () -> Checks.notNegative("here", NAN),
        "here: expected a finite number but found NaN; give a finite number");
  }

  @Test
  void aFiniteNumberIsNeitherInfiniteNorNan() {
    refuses(
        () -> Checks.finite("here", -INFINITY),
        "here: expected a finite number but found -Infinity; give a finite number");
    refuses(
        () -> Checks.finite("here", NAN),
        "here: expected a finite number but found NaN; give a finite number");
  }

  @ParameterizedTest
  @CsvSource({"-0.1, -0.1", "2, 2", "2.5, 2.5", "NaN, NaN", "Infinity, Infinity"})
  void aHalfOpenRangeExcludesItsUpperBound(double value, String found) {
    refuses(
        () -> Checks.halfOpen("here", value, 0, 2),
        "here: expected a number from 0 up to, but not including, 2 but found "
            + found
            + "; choose one in that range");
  }

  @ParameterizedTest
  @CsvSource({"-1.6, -1.6", "2.1, 2.1", "NaN, NaN", "-Infinity, -Infinity"})
  void aClosedRangeIncludesItsBounds(double value, String found) {
    refuses(
        () -> Checks.closed("here", value, -1.5, 2),
        "here: expected a number from -1.5 to 2 but found " + found + "; choose one in that range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a/b", "_a", "-a", ".a", "a:b", "grüße", "a\\b", "../a"})
  void aNameCannotBreakAPathOrAGraph(String name) {
    refuses(
        () -> Checks.name("here", name),
        "here: expected a name of letters, digits, '_', '.' and '-' that starts with a letter or"
            + " digit but found \""
            + name
            + "\"; rename it");
  }

  @Test
  void aNameHasNoLineBreak() {
    refuses(
        () -> Checks.name("here", "a\n"),
        "here: expected a name of letters, digits, '_', '.' and '-' that starts with a letter or"
            + " digit but found \"a\\u000a\"; rename it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "conv2d_1", "mnist-dcgan", "v1.2_b-C"})
  void aNameHasLettersDigitsAndThreeSigns(String name) {
    assertThat(Checks.name("here", name)).isSameAs(name);
  }

  @Test
  void anEmptyCollectionIsRefusedWithTheWayOutGiven() {
    refuses(
        () -> Checks.notEmpty("here", List.of(), "add one"),
        "here: expected at least one but found none; add one");
  }

  @Test
  void validValuesAreReturned() {
    List<Integer> one = List.of(1);
    assertThat(Checks.notEmpty("here", one, "add one")).isSameAs(one);
    assertThat(Checks.positive("here", 1)).isEqualTo(1);
    assertThat(Checks.positive("here", 1L)).isEqualTo(1L);
    assertThat(Checks.positive("here", Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    assertThat(Checks.even("here", 2)).isEqualTo(2);
    assertThat(Checks.notNegative("here", 0)).isEqualTo(0);
    assertThat(Checks.notNegative("here", 0.0)).isEqualTo(0.0);
    assertThat(Checks.finite("here", -Double.MAX_VALUE)).isEqualTo(-Double.MAX_VALUE);
    assertThat(Checks.halfOpen("here", 0, 0, 1)).isEqualTo(0.0);
    assertThat(Checks.closed("here", 1, 0, 1)).isEqualTo(1.0);
    assertThat(Checks.closed("here", 0, 0, 1)).isEqualTo(0.0);
  }

  @Test
  void numbersAreWrittenWithoutAnEmptyFraction() {
    assertThat(Checks.number(3)).isEqualTo("3");
    assertThat(Checks.number(-0.25)).isEqualTo("-0.25");
    assertThat(Checks.number(NAN)).isEqualTo("NaN");
  }
}
