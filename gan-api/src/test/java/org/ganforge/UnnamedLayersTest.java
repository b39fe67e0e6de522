package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.junit.jupiter.api.Test;

class UnnamedLayersTest {
  private static final TensorShape INPUT = TensorShape.of(4);

  @Test
  void omitsAutomaticNames() {
    assertThat(unnamed(Dense.of(4), Dense.of(4), Flatten.of())).containsExactly("", "", "");
  }

  @Test
  void omitsAGivenNameThatEqualsTheAutomaticOne() {
    assertThat(unnamed(Dense.of(4).withName("dense"), Dense.of(4).withName("dense_1")))
        .containsExactly("", "");
  }

  @Test
  void keepsANameThatDiffersFromTheAutomaticOne() {
    assertThat(unnamed(Dense.of(4).withName("dense_1"), Dense.of(4), Dense.of(4)))
        .containsExactly("dense_1", "", "");
  }

  @Test
  void keepsTheNameOfANetwork() {
    Sequential inner = Sequential.of("sequential", INPUT, List.of(Dense.of(4)));
    assertThat(unnamed(inner, Dense.of(4))).containsExactly("sequential", "");
  }

  @Test
  void omitsAnAutomaticNameOfSeveralWords() {
    Sequential network =
        Sequential.of("n", TensorShape.of(2, 2, 1), List.of(UpSampling2D.of(), UpSampling2D.of()));
    assertThat(network.unnamedLayers()).extracting(Layer::name).containsExactly("", "");
  }

  @Test
  void aNetworkOfTheUnnamedLayersIsEqual() {
    Random random = new Random(3);
    String[] names = {"", "", "dense", "dense_1", "dense_2", "dense_4", "flatten", "x"};
    int made = 0;
    for (int i = 0; i < 2_000; i++) {
      Layer[] layers = new Layer[5];
      for (int k = 0; k < layers.length; k++) {
        Layer layer = random.nextBoolean() ? Dense.of(4) : Flatten.of();
        layers[k] = layer.withName(names[random.nextInt(names.length)]);
      }
      Sequential network;
      try {
        network = Sequential.of("n", INPUT, List.of(layers));
      } catch (IllegalArgumentException twoOfOneName) {
        continue;
      }
      assertThat(Sequential.of("n", INPUT, network.unnamedLayers())).isEqualTo(network);
      made++;
    }
    assertThat(made).isGreaterThan(200);
  }

  private static List<String> unnamed(Layer... layers) {
    return Sequential.of("n", INPUT, List.of(layers)).unnamedLayers().stream()
        .map(Layer::name)
        .toList();
  }
}
