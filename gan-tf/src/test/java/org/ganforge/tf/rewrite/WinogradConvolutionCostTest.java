package org.ganforge.tf.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WinogradConvolutionCostTest {
  /** Two tiles of 6 products along the rows, one along the columns. */
  @Test
  void countsProductsSumsAndMoves() {
    TapReach rows = TapReach.same(7, 3, 1);
    TapReach columns = TapReach.same(4, 3, 1);
    long products = 12 * 6 * 128 * 64;
    long tapSums = 6 * 6 * 9 * 128 * 64 / 64;
    long before = 12 * 4 * 128;
    long after = 7 * 6 * 64;
    assertThat(WinogradConvolution.of(rows, columns, 128, 64).orElseThrow().cost())
        .isEqualTo(
            products
                + tapSums
                + before * (7 + 6)
                + after * (12 + 4)
                + 20 * (12 * 6 * (128 + 64) + before + after));
  }
}
