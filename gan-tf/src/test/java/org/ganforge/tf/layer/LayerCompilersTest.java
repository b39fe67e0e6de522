package org.ganforge.tf.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.layer.Layer;
import org.junit.jupiter.api.Test;

class LayerCompilersTest {
  @Test
  void everyLayerHasARow() {
    // A network has none: the graph package expands it into its layers.
    assertThat(Layer.kinds()).isNotEmpty().allMatch(LayerCompilers::covers);
  }
}
