package org.ganforge.tf.penalty;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.layer.Layer;
import org.junit.jupiter.api.Test;

class SecondGradientsTest {
  @Test
  void everyLayerIsAcceptedOrRefusedWithAReplacement() {
    assertThat(Layer.kinds()).isNotEmpty().allMatch(SecondGradients::knows);
  }
}
