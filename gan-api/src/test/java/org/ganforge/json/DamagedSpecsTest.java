package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;

/** However a spec is damaged, it can be read, or one line says what is wrong with it. */
class DamagedSpecsTest {
  private static final int SPECS = 4_000;

  /** Typical typing mistakes: brackets, quotes, signs, other words, other types. */
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "-",
    "0",
    "9",
    "1e9",
    ".5",
    "null",
    "true",
    "[]",
    "{}",
    "\"x\"",
    "\"type\"",
    "\"name\": \"a\",",
    "\"normal\"",
    "\\",
    "\n",
    "\u0000",
    "\u2028",
    "\ud800"
  };

  @Test
  void canBeReadOrOneLineSaysWhatIsWrong() {
    Random random = new Random(7);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < SPECS; i++) {
      String text = damage(SpecMistakes.SPEC, random);
      try {
        Gan gan = GanJson.read(text);
        assertThat(GanJson.read(GanJson.write(gan))).as(text).isEqualTo(gan);
        read++;
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).as(text).matches("\\$.*: expected .+ but found .+; .+");
        refused++;
      }
    }
    assertThat(read).isGreaterThan(SPECS / 100);
    assertThat(refused).isGreaterThan(SPECS / 2);
  }

  private static String damage(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int times = 1 + random.nextInt(2); times > 0; times--) {
      int start = random.nextInt(damaged.length());
      int end = Math.min(damaged.length(), start + random.nextInt(4));
      damaged.replace(start, end, PIECES[random.nextInt(PIECES.length)]);
    }
    return damaged.toString();
  }
}
