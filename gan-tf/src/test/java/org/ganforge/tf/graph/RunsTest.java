package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ganforge.KerasVersion;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.layer.Add;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Input;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.rewrite.Rewrites;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class RunsTest {
  private static final Input IMAGE = Input.Image.of(3, 4, 2);

  private static List<String> run(Network network, String from) {
    Node first =
        network.nodes().stream().filter(node -> node.name().equals(from)).findFirst().orElseThrow();
    return new Runs(network).from(first).stream().map(Node::name).toList();
  }

  @Test
  void aChainIsOneRun() {
    Sequential chain =
        Sequential.builder("chain").input(3).add(Dense.of(2)).add(LeakyReLU.of()).build();
    assertThat(run(chain, "dense")).containsExactly("dense", "leaky_re_lu");
    assertThat(run(chain, "leaky_re_lu")).containsExactly("leaky_re_lu");
  }

  @Test
  void aRunEndsAtALayerWithSeveralInputsOrConsumers() {
    Model block = block(true);
    assertThat(run(block, "up_sampling2d")).containsExactly("up_sampling2d");
    assertThat(run(block, "conv2d")).containsExactly("conv2d", "leaky_re_lu");
    assertThat(run(block, "add")).containsExactly("add", "flatten");
  }

  @Test
  void aRunNeedNotBeConsecutiveAmongTheNodes() {
    Model model =
        Model.of(
            "apart",
            List.of(IMAGE),
            List.of(
                Node.of(UpSampling2D.of()),
                Node.of(Flatten.of().withName("side"), "image"),
                Node.of(Conv2D.of(2, 5).withPadding(Padding.SAME), "up_sampling2d"),
                Node.of(Flatten.of().withName("main")),
                Node.of(Dense.of(96).withName("narrow")),
                Node.of(Dense.of(96).withName("wide"), "side"),
                Node.of(Add.of(), "narrow", "wide")));
    assertThat(run(model, "up_sampling2d"))
        .containsExactly("up_sampling2d", "conv2d", "main", "narrow");
    assertJoinedIsPlain(model);
  }

  /** An upsampling with two consumers cannot be folded into a convolution. */
  @Test
  void layersThatAreComputedAsOneGiveTheSame() {
    assertJoinedIsPlain(block(true));
    assertJoinedIsPlain(block(false));
  }

  private static Model block(boolean shared) {
    Symbol large = UpSampling2D.of().on(IMAGE);
    Symbol inner = Conv2D.of(2, 5).withPadding(Padding.SAME).on(large);
    Symbol other = shared ? large : UpSampling2D.of().on(IMAGE);
    Symbol sum = Add.of().on(LeakyReLU.of(0.2).on(inner), other);
    return Model.of("block", List.of(IMAGE), Flatten.of().on(sum));
  }

  private static void assertJoinedIsPlain(Network network) {
    float[] expected = output(network, Rewrites.of(FormTable.plain()));
    assertThat(output(network, Rewrites.of(FormTable.products())))
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(expected);
  }

  private static float[] output(Network network, Rewrites rewrites) {
    try (NetworkBench bench = new NetworkBench(network, KerasVersion.KERAS_3, rewrites)) {
      float[] numbers = new float[2 * 3 * 4 * 2];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (i * 7 % 16 - 7.5f) / 5;
      }
      Operand<TFloat32> input = bench.input();
      Operand<TFloat32> output = bench.tower(Mode.INFERENCE, input).output();
      FloatTensor batch = FloatTensor.wrap(TensorShape.of(2, 3, 4, 2), numbers);
      return bench.graph().fetch(output, Map.of(input, batch)).toArray();
    }
  }
}
