package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ganforge.data.HandwrittenDigits;
import org.junit.jupiter.api.Test;

/** {@link DigitJudge} recognises digits, and nothing else. */
class DigitJudgeTest {
  private static final int COUNT = 40;
  private static final int SIZE = 28 * 28;

  private final DigitJudge judge = new DigitJudge();

  @Test
  void recognisesDigitsThatItHasNotSeen() {
    float[] digits = DigitJudge.pixels(HandwrittenDigits.of(COUNT, 3));
    assertThat(judge.count(digits).values().stream().mapToInt(n -> n).sum())
        .isGreaterThanOrEqualTo(36);
    assertThat(judge.count(digits).keySet()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void recognisesNothingInNoise() {
    SplittableRandom random = new SplittableRandom(1);
    float[] noise = new float[COUNT * SIZE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextDouble();
    }
    assertThat(judge.count(noise)).isEmpty();
  }

  @Test
  void recognisesNothingInBlankAndGreyImagesAndTheMeanOfAll() {
    float[] even = new float[SIZE];
    assertThat(judge.count(even)).isEmpty();
    for (float shade : new float[] {0.1f, 0.5f, 1}) {
      Arrays.fill(even, shade);
      assertThat(judge.count(even)).as("grey %s", shade).isEmpty();
    }
    float[] digits = DigitJudge.pixels(HandwrittenDigits.of(1000, 3));
    float[] mean = new float[SIZE];
    for (int i = 0; i < digits.length; i++) {
      mean[i % SIZE] += digits[i] / 1000;
    }
    assertThat(judge.count(mean)).isEmpty();
  }
}
