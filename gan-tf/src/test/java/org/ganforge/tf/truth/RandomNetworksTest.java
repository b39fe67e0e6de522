package org.ganforge.tf.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ganforge.Sequential;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Layer;
import org.ganforge.layer.SeparableConv2D;
import org.junit.jupiter.api.Test;

/** Random networks are the same for the same seed, and of every kind. */
class RandomNetworksTest {
  private static final RandomNetworks NETWORKS = RandomNetworks.of(3);

  @Test
  void areTheSameForASeedAndAnIndex() {
    assertThat(RandomNetworks.of(3).network(5)).isEqualTo(NETWORKS.network(5));
    assertThat(NETWORKS.network(6)).isNotEqualTo(NETWORKS.network(5));
    assertThat(RandomNetworks.of(4).network(5)).isNotEqualTo(NETWORKS.network(5));
  }

  @Test
  void haveEveryLayerThatComputes() {
    Set<String> types = layers(NETWORKS).stream().map(Layer::type).collect(Collectors.toSet());
    assertThat(types)
        .containsExactlyInAnyOrder(
            "Activation",
            "AveragePooling2D",
            "BatchNormalization",
            "Conv2D",
            "Conv2DTranspose",
            "Cropping2D",
            "Dense",
            "DepthwiseConv2D",
            "ELU",
            "Flatten",
            "GlobalAveragePooling2D",
            "GlobalMaxPooling2D",
            "GroupNormalization",
            "LayerNormalization",
            "LeakyReLU",
            "MaxPooling2D",
            "PReLU",
            "ReLU",
            "Reshape",
            "SeparableConv2D",
            "UpSampling2D",
            "ZeroPadding2D");
  }

  @Test
  void haveEveryKindOfConvolution() {
    Map<String, Predicate<Conv2D>> kinds =
        Map.of(
            "groups", c -> c.groups() > 1,
            "dilation", c -> !c.dilationRate().isOne(),
            "strides above the kernel", c -> c.strides().columns() > c.kernelSize().columns(),
            "rectangular", c -> !c.kernelSize().isSquare(),
            "unequal strides", c -> !c.strides().isSquare(),
            "strided point", c -> c.kernelSize().isOne() && !c.strides().isOne());
    List<Layer> layers = layers(NETWORKS);
    kinds.forEach(
        (name, kind) ->
            assertThat(layers).as(name).anyMatch(l -> l instanceof Conv2D c && kind.test(c)));
    assertThat(layers)
        .anyMatch(l -> l instanceof Conv2DTranspose c && c.outputPadding() != null)
        .anyMatch(l -> l instanceof Conv2DTranspose c && !c.dilationRate().isOne())
        .anyMatch(l -> l instanceof DepthwiseConv2D c && c.depthMultiplier() > 1)
        .anyMatch(l -> l instanceof DepthwiseConv2D c && !c.strides().isSquare())
        .anyMatch(l -> l instanceof DepthwiseConv2D c && !c.dilationRate().isOne())
        .anyMatch(l -> l instanceof SeparableConv2D c && c.depthMultiplier() > 1);
  }

  @Test
  void leaveOutStridedPointsWhenAsked() {
    assertThat(layers(NETWORKS.withStridedPoints(false)))
        .noneMatch(l -> l instanceof Conv2D c && c.kernelSize().isOne() && !c.strides().isOne())
        .noneMatch(
            l -> l instanceof Conv2DTranspose c && c.kernelSize().isOne() && !c.strides().isOne())
        .noneMatch(
            l -> l instanceof DepthwiseConv2D c && c.kernelSize().isOne() && !c.strides().isOne());
  }

  private static List<Layer> layers(RandomNetworks networks) {
    return IntStream.range(0, 400)
        .mapToObj(networks::network)
        .map(Sequential::layers)
        .flatMap(List::stream)
        .toList();
  }
}
