package org.ganforge.json.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactTest {
  @ParameterizedTest
  @CsvSource({
    "100, 100",
    "0, 0",
    "-0.0, -0.0",
    "0.0004, 0.0004",
    "4e-4, 0.0004",
    "2e-3, 0.002",
    "1e-6, 0.000001",
    "1e-7, 1e-7",
    "1.25e-10, 1.25e-10",
    "-0.3, -0.3",
    "123456.75, 123456.75",
    "1e20, 100000000000000000000",
    "1e21, 1e21",
    "4.9e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "5.684341886080802e-14, 5.684341886080802e-14"
  })
  void writesTheShortestNumber(double value, String text) {
    assertThat(Compact.number(value)).isEqualTo(text);
  }

  @Test
  void everyNumberReadsBackToTheSameBits() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(Compact.number(value))).isEqualTo(value);
      }
    }
  }

  @Test
  void escapesLineEndsAndDirectionMarks() {
    assertThat(Compact.quote("a\n\"\\\u2028\u202e\u0085\ud800z"))
        .isEqualTo("\"a\\n\\\"\\\\\\u2028\\u202e\\u0085\\ud800z\"");
  }

  @Test
  void leavesOtherTextUnchanged() {
    assertThat(Compact.quote("Gänse 生成 \ud83d\ude00")).isEqualTo("\"Gänse 生成 \ud83d\ude00\"");
  }
}
