package org.ganforge.zoo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.layer.Add;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.GroupNormalization;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LayerNormalization;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.RelativisticPairing;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.CosineDecay;
import org.ganforge.penalty.R1;
import org.ganforge.penalty.R2;
import org.ganforge.regularization.MovingAverage;
import org.junit.jupiter.api.Test;

/** R3GAN's networks and training, as in its paper and code, in a size for MNIST. */
class R3ganMnistTest {
  /** The gain of a convolution before a LeakyReLU of slope 0.2, in a network of three blocks. */
  private static final double GAIN = Math.sqrt(2 / (1 + 0.2 * 0.2)) * Math.pow(3, -0.25);

  private final Gan gan = ModelZoo.load("r3gan-mnist");

  private Stream<Network> networks() {
    return Stream.of(gan.generator(), gan.discriminator());
  }

  private static List<Node> blocks(Network network) {
    return network.nodes().stream().filter(node -> node.layer() instanceof Add).toList();
  }

  private static Conv2D convolution(Network network, String name) {
    Layer layer =
        network.layers().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    return (Conv2D) layer;
  }

  @Test
  void trainsByTheRecipe() {
    assertThat(gan.objective()).isEqualTo(RelativisticPairing.of());
    assertThat(gan.penalties()).containsExactly(new R1(0.1, 1), new R2(0.1, 1));
    assertThat(gan.regularization()).containsExactly(MovingAverage.of());
    Adam adam =
        Adam.of(CosineDecay.of(2e-4, 20_000).withAlpha(0.25))
            .withBeta1(0)
            .withBeta2(0.99)
            .withEpsilon(1e-8);
    assertThat(gan.generatorOptimizer()).isEqualTo(adam);
    assertThat(gan.discriminatorOptimizer()).isEqualTo(adam);
    assertThat(gan.plan().iterations()).isEqualTo(20_000);
  }

  @Test
  void hasThreeResidualBlocksInEachNetworkAndNoNormalization() {
    networks()
        .forEach(
            network -> {
              assertThat(blocks(network)).hasSize(3);
              assertThat(network.layers())
                  .doesNotHaveAnyElementsOfTypes(
                      BatchNormalization.class, LayerNormalization.class, GroupNormalization.class);
            });
    assertThat(gan.generator().parameterCount()).isEqualTo(277_088);
    assertThat(gan.discriminator().parameterCount()).isEqualTo(79_584);
  }

  /** As in Fixup (Zhang et al. 2019), so that a block starts as the identity. */
  @Test
  void everyBlockEndsInZerosWithoutABias() {
    networks()
        .forEach(
            network -> {
              for (Node block : blocks(network)) {
                Conv2D last = convolution(network, block.from().get(0));
                assertThat(last.kernelInitializer()).isEqualTo(Initializer.Zeros.of());
                assertThat(last.useBias()).isFalse();
              }
            });
  }

  @Test
  void convolutionsInGroupsHave16ChannelsEach() {
    networks()
        .forEach(
            network -> {
              List<Conv2D> grouped =
                  network.layers().stream()
                      .filter(layer -> layer instanceof Conv2D)
                      .map(Conv2D.class::cast)
                      .filter(conv -> conv.groups() > 1 && conv.kernelSize().rows() == 3)
                      .toList();
              assertThat(grouped).hasSize(3);
              assertThat(grouped).allMatch(conv -> conv.filters() == 16 * conv.groups());
            });
  }

  @Test
  void kernelsStartWithTheVarianceThatKeepsTheScaleOfAll() {
    networks()
        .forEach(
            network -> {
              for (Node node : network.nodes()) {
                if (node.layer() instanceof Conv2D conv
                    && conv.kernelInitializer() instanceof Initializer.RandomNormal normal) {
                  TensorShape taken = requireNonNull(network.shapes().get(node.from().get(0)));
                  double fan = conv.weights(taken).get(0).shape().size() / (double) conv.filters();
                  double gain = conv.useBias() ? GAIN : 1;
                  assertThat(normal.stddev())
                      .as(network.name() + "/" + node.name())
                      .isCloseTo(gain / Math.sqrt(fan), within(1e-3));
                }
              }
            });
  }

  @Test
  void stackedDigitsTakeThreeColoursAndNothingElse() {
    Gan stacked = ModelZoo.load("r3gan-mnist:stacked");

    assertThat(stacked.imageShape()).isEqualTo(TensorShape.of(28, 28, 3));
    assertThat(stacked.data()).isEqualTo(gan.data().withDataset("stacked-mnist"));
    assertThat(stacked.generator().layers().subList(0, 24))
        .isEqualTo(gan.generator().layers().subList(0, 24));
    assertThat(stacked.discriminator().layers().subList(1, 26))
        .isEqualTo(gan.discriminator().layers().subList(1, 26));
    assertThat(stacked.plan()).isEqualTo(gan.plan());
    assertThat(stacked.discriminatorOptimizer()).isEqualTo(gan.discriminatorOptimizer());
  }
}
