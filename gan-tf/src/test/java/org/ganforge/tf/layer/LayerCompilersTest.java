package org.ganforge.tf.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.junit.jupiter.api.Test;

class LayerCompilersTest {
  @Test
  void everyLayerHasARow() {
    assertThat(Arrays.stream(Layer.class.getPermittedSubclasses()))
        .filteredOn(type -> !LayerCompilers.covers(type))
        .isEqualTo(List.of(Network.class)); // opened into its layers by the graph package
  }
}
