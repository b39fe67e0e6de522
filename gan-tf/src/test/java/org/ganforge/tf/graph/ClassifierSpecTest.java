package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.junit.jupiter.api.Test;

class ClassifierSpecTest {
  @Test
  void halvesAnImageUntilNoSideIsLongerThanEight() {
    assertThat(shapes(TensorShape.of(28, 28, 1), 10))
        .containsExactly(
            "conv2d/kernel [5, 5, 1, 16]",
            "conv2d/bias [16]",
            "conv2d_1/kernel [5, 5, 16, 32]",
            "conv2d_1/bias [32]",
            "dense/kernel [1568, 64]",
            "dense/bias [64]",
            "dense_1/kernel [64, 11]",
            "dense_1/bias [11]");
    assertThat(shapes(TensorShape.of(64, 48, 3), 2))
        .contains("conv2d_2/kernel [5, 5, 32, 64]", "dense/kernel [3072, 64]");
    assertThat(shapes(TensorShape.of(4, 2, 1), 3)).startsWith("dense/kernel [8, 64]");
  }

  private static String[] shapes(TensorShape image, int classes) {
    ClassifierSpec spec = ClassifierSpec.of(image, classes);
    return spec.network().weights(image).stream()
        .map((WeightSpec weight) -> weight.name() + " " + weight.shape())
        .toArray(String[]::new);
  }
}
