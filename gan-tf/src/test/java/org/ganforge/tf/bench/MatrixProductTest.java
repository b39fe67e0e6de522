package org.ganforge.tf.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixProductTest {
  /** A product that is not computed would take the time of an empty run, whatever its size. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void takesTheLongerTheLargerItIs(ComputeType type) {
    SessionSettings settings = new SessionSettings(1, 1, type, false);
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
