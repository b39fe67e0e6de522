package org.ganforge.tf.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixProductTest {
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void runsAsOftenAsItIsAskedTo(ComputeType type) {
    SessionSettings settings = new SessionSettings(1, 1, type, false);
    try (MatrixProduct product = MatrixProduct.open(4, settings)) {
      product.run();
      product.run();
      assertThat(product.flops()).isEqualTo(128);
    }
  }
}
