package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValueRangeTest {

  @Test
  void sigmoidNetworksSeeZeroToOne() {
    assertThat(ValueRange.ZERO_TO_ONE.low()).isEqualTo(0f);
    assertThat(ValueRange.ZERO_TO_ONE.high()).isEqualTo(1f);
    assertThat(ValueRange.ZERO_TO_ONE.toFloat(51)).isEqualTo(0.2f);
  }

  @Test
  void tanhNetworksSeeMinusOneToOne() {
    assertThat(ValueRange.MINUS_ONE_TO_ONE.low()).isEqualTo(-1f);
    assertThat(ValueRange.MINUS_ONE_TO_ONE.high()).isEqualTo(1f);
    assertThat(ValueRange.MINUS_ONE_TO_ONE.toFloat(128)).isEqualTo(0.5f / 127.5f);
  }

  @ParameterizedTest
  @EnumSource
  void everyByteComesBack(ValueRange range) {
    for (int value = 0; value < 256; value++) {
      assertThat(range.toByte(range.toFloat(value))).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void numbersOutsideTheRangeGiveItsEnds(ValueRange range) {
    assertThat(range.toByte(-7f)).isEqualTo(0);
    assertThat(range.toByte(Float.NEGATIVE_INFINITY)).isEqualTo(0);
    assertThat(range.toByte(1.01f)).isEqualTo(255);
    assertThat(range.toByte(Float.POSITIVE_INFINITY)).isEqualTo(255);
    assertThat(range.toByte(Float.NaN)).isEqualTo(0);
  }

  @Test
  void bytesAreRoundedToTheNearest() {
    assertThat(ValueRange.ZERO_TO_ONE.toByte(100.49f / 255)).isEqualTo(100);
    assertThat(ValueRange.ZERO_TO_ONE.toByte(100.51f / 255)).isEqualTo(101);
    assertThat(ValueRange.MINUS_ONE_TO_ONE.toByte(-0.01f)).isEqualTo(126);
    assertThat(ValueRange.MINUS_ONE_TO_ONE.toByte(0f)).isEqualTo(128);
  }
}
