package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Dense;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.junit.jupiter.api.Test;

class NestedNetworkTest {
  private static final TensorShape INPUT = TensorShape.of(3);

  private final Sequential block =
      Sequential.of("block", TensorShape.of(4), List.of(Dense.of(2), BatchNormalization.of()));
  private final Sequential net =
      Sequential.of("net", INPUT, List.of(Dense.of(4), block, Dense.of(1)));

  private static List<String> trainable(Sequential network) {
    return network.weights(INPUT).stream()
        .filter(WeightSpec::trainable)
        .map(WeightSpec::name)
        .toList();
  }

  @Test
  void aNetworkIsALayerThatKeepsItsName() {
    assertThat(net.layers().get(1)).isEqualTo(block);
    assertThat(net.layers()).extracting("name").containsExactly("dense", "block", "dense_1");
    assertThat(net.outputShape()).isEqualTo(TensorShape.of(1));
    assertThat(block.outputShape(TensorShape.of(4))).isEqualTo(TensorShape.of(2));
  }

  @Test
  void weightsAreNamedByTheirPath() {
    assertThat(net.weights(INPUT))
        .extracting(WeightSpec::name)
        .containsExactly(
            "dense/kernel",
            "dense/bias",
            "block/dense/kernel",
            "block/dense/bias",
            "block/batch_normalization/gamma",
            "block/batch_normalization/beta",
            "block/batch_normalization/moving_mean",
            "block/batch_normalization/moving_variance",
            "dense_1/kernel",
            "dense_1/bias");
    assertThat(net.weights(INPUT).get(2).shape()).isEqualTo(TensorShape.of(4, 2));
  }

  @Test
  void pathsGrowWithEveryLevel() {
    Sequential outer = Sequential.of("outer", INPUT, List.of(net));
    Sequential outermost = Sequential.of("outermost", INPUT, List.of(outer));
    assertThat(outermost.weights(INPUT))
        .extracting(WeightSpec::name)
        .startsWith("outer/net/dense/kernel")
        .contains("outer/net/block/dense/kernel");
    assertThat(outermost.parameterCount()).isEqualTo(net.parameterCount());
  }

  @Test
  void movingAveragesAreNeverTrainable() {
    assertThat(trainable(net)).hasSize(8).noneMatch(name -> name.contains("moving"));
    assertThat(net.parameterCount()).isEqualTo(16 + 18 + 3);
    assertThat(net.trainableParameterCount()).isEqualTo(16 + 14 + 3);
  }

  @Test
  void aFrozenLayerIsFrozenInEveryNetwork() {
    Sequential half =
        Sequential.of("half", INPUT, List.of(Dense.of(4).withTrainable(false), block, Dense.of(1)));
    assertThat(trainable(half)).hasSize(6).noneMatch(name -> name.startsWith("dense/"));
  }

  @Test
  void aFrozenInnerNetworkLeavesTheOthersTrainable() {
    Sequential half =
        Sequential.of("half", INPUT, List.of(Dense.of(4), block.withTrainable(false), Dense.of(1)));
    assertThat(trainable(half))
        .containsExactly("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
    assertThat(half.trainableParameterCount()).isEqualTo(19);
    assertThat(half.parameterCount()).isEqualTo(net.parameterCount());
  }

  @Test
  void aFrozenOuterNetworkFreezesAllInnerNetworks() {
    Sequential frozen = net.withTrainable(false);
    assertThat(trainable(frozen)).isEmpty();
    assertThat(frozen.trainableParameterCount()).isZero();
    assertThat(frozen.parameterCount()).isEqualTo(37);
    assertThat(frozen.layers()).isEqualTo(net.layers());
    assertThat(trainable(frozen.withTrainable(true))).isEqualTo(trainable(net));
  }

  @Test
  void aFrozenNetworkInsideATrainableOneStaysFrozenThroughALevelInBetween() {
    Sequential middle =
        Sequential.of("middle", TensorShape.of(4), List.of(block.withTrainable(false)));
    Sequential outer = Sequential.of("outer", INPUT, List.of(Dense.of(4), middle));
    assertThat(trainable(outer)).containsExactly("dense/kernel", "dense/bias");
  }

  @Test
  void theSummaryShowsAnInnerNetworkAsOneRow() {
    assertThat(net.summary())
        .isEqualTo(
            """
            Model: "net"
            _________________________________________________________________
            Layer (type)                 Output Shape              Param #
            =================================================================
            dense (Dense)                (None, 4)                 16
            _________________________________________________________________
            block (Sequential)           (None, 2)                 18
            _________________________________________________________________
            dense_1 (Dense)              (None, 1)                 3
            =================================================================
            Total params: 37
            Trainable params: 33
            Non-trainable params: 4
            _________________________________________________________________""");
  }
}
