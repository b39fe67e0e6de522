package org.ganforge.tf.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.tf.session.SessionSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixProductTest {
  /** A product that is not computed would take the time of an empty run, whatever its size. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesTheLongerTheLargerItIs(boolean bfloat16) {
    SessionSettings settings = new SessionSettings(1, 1, bfloat16, false);
    try (MatrixProduct small = MatrixProduct.open(4, settings);
        MatrixProduct large = MatrixProduct.open(1024, settings)) {
      assertThat(small.flops()).isEqualTo(128);
      assertThat(best(large)).isGreaterThan(5 * best(small));
    }
  }

  private static long best(MatrixProduct product) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      product.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }
}
