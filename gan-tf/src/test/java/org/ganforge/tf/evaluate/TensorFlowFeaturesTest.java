package org.ganforge.tf.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.ganforge.GanBackend;
import org.ganforge.ImageFeatures;
import org.ganforge.KerasModel;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Add;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Input;
import org.ganforge.layer.Node;
import org.ganforge.layer.ReLU;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.TensorFlowBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Networks whose outputs can be computed by hand, on images of two pixels. */
class TensorFlowFeaturesTest {
  private static final ValueRange RANGE = ValueRange.ZERO_TO_ONE;

  /** Two images: black and white, and white and black. */
  private static final FloatTensor IMAGES = FloatTensor.of(TensorShape.of(2, 1, 2, 1), 0, 1, 1, 0);

  private static FloatTensor kernel(float... values) {
    return FloatTensor.of(TensorShape.of(2, values.length / 2), values);
  }

  private static FloatTensor bias(float... values) {
    return FloatTensor.of(TensorShape.of(values.length), values);
  }

  private static KerasModel chain() {
    Sequential network =
        Sequential.builder("own")
            .input(1, 2, 1)
            .add(Flatten.of())
            .add(Dense.of(2))
            .add(Dense.of(1))
            .build();
    List<String> names = network.nodes().stream().map(Node::name).toList();
    return new KerasModel(
        network,
        Map.of(
            names.get(1) + "/kernel", kernel(1, 2, 3, 4),
            names.get(1) + "/bias", bias(10, 20),
            names.get(2) + "/kernel", kernel(1, -1),
            names.get(2) + "/bias", bias(0.5f)),
        List.of());
  }

  private static FloatTensor features(KerasModel model, @Nullable String layer, ValueRange range) {
    GanBackend backend = TensorFlowBackend.of();
    try (ImageFeatures network = backend.features(model, layer, range)) {
      assertThat(network.imageShape()).isEqualTo(TensorShape.of(1, 2, 1));
      return network.features(IMAGES, RANGE);
    }
  }

  @Test
  void areTheOutputsOfTheLastLayerButOne() {
    FloatTensor features = features(chain(), null, RANGE);

    assertThat(features.shape()).isEqualTo(TensorShape.of(2, 2));
    assertThat(features.toArray()).containsExactly(13, 24, 11, 22);
  }

  @Test
  void areThoseOfAnyLayerAndOfTheRangeThatTheNetworkTakes() {
    String last = chain().network().outputs().get(0);

    assertThat(features(chain(), last, RANGE).toArray()).containsExactly(-10.5f, -10.5f);
    assertThat(features(chain(), null, ValueRange.MINUS_ONE_TO_ONE).toArray())
        .containsExactly(10 - 1 + 3, 20 - 2 + 4, 10 + 1 - 3, 20 + 2 - 4);
  }

  /** Layers that it doesn't depend on are left out. */
  @Test
  void areThoseOfABranch() {
    Model network =
        Model.of(
            "branches",
            List.of(Input.Image.of(1, 2, 1)),
            List.of(
                Node.of(Flatten.of().withName("rows")),
                Node.of(Dense.of(2).withName("left"), "rows"),
                Node.of(ReLU.of().withName("right"), "rows"),
                Node.of(Add.of().withName("sum"), "left", "right")));
    KerasModel model =
        new KerasModel(
            network, Map.of("left/kernel", kernel(1, 2, 3, 4), "left/bias", bias(0, 0)), List.of());

    assertThat(features(model, "right", RANGE).toArray()).containsExactly(0, 1, 1, 0);
    assertThat(features(model, "sum", RANGE).toArray()).containsExactly(3, 5, 2, 2);
  }

  @Test
  void haveADigestOfWeightsLayerAndRange() {
    GanBackend backend = TensorFlowBackend.of();
    String last = chain().network().outputs().get(0);
    try (ImageFeatures one = backend.features(chain(), null, RANGE);
        ImageFeatures same = backend.features(chain(), null, RANGE);
        ImageFeatures layer = backend.features(chain(), last, RANGE);
        ImageFeatures range = backend.features(chain(), null, ValueRange.MINUS_ONE_TO_ONE)) {
      assertThat(one.digest()).hasSize(64).isEqualTo(same.digest());
      assertThat(List.of(one.digest(), layer.digest(), range.digest())).doesNotHaveDuplicates();
    }
  }

  @Test
  void areRefusedForAMissingLayerAndForANetworkOfRows() {
    assertThatThrownBy(() -> features(chain(), "pool", RANGE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "backbone own: expected a layer of it, one of "
                + String.join(", ", chain().network().nodes().stream().map(Node::name).toList())
                + " but found \"pool\"; name one");
    Sequential rows = Sequential.builder("rows").input(2).add(ReLU.of()).add(ReLU.of()).build();
    assertThatThrownBy(() -> features(new KerasModel(rows, Map.of(), List.of()), null, RANGE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "backbone rows: expected a network of images, [height, width, channels] but found [2];"
                + " take another network");
  }
}
