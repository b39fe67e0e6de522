package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Cropping2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.ELU;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.GaussianNoise;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.GlobalMaxPooling2D;
import org.ganforge.layer.GroupNormalization;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LayerNormalization;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.PReLU;
import org.ganforge.layer.ReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UnaryLayer;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.ZeroPadding2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class LayerNamesTest {
  private static final TensorShape IMAGE = TensorShape.of(8, 8, 1);
  private static final TensorShape ROW = TensorShape.of(64);

  /** What Keras 3.15.1 calls the first layer of each class; the second gets {@code _1}. */
  static final Map<Layer, String> FIRST_NAMES =
      Map.ofEntries(
          Map.entry(Activation.of(ActivationFunction.RELU), "activation"),
          Map.entry(AveragePooling2D.of(), "average_pooling2d"),
          Map.entry(BatchNormalization.of(), "batch_normalization"),
          Map.entry(Conv2D.of(1, 1), "conv2d"),
          Map.entry(Conv2DTranspose.of(1, 1), "conv2d_transpose"),
          Map.entry(Cropping2D.of(), "cropping2d"),
          Map.entry(Dense.of(1), "dense"),
          Map.entry(DepthwiseConv2D.of(1), "depthwise_conv2d"),
          Map.entry(Dropout.of(0.5), "dropout"),
          Map.entry(ELU.of(), "elu"),
          Map.entry(Embedding.of(1, 1), "embedding"),
          Map.entry(Flatten.of(), "flatten"),
          Map.entry(GaussianNoise.of(1), "gaussian_noise"),
          Map.entry(GlobalAveragePooling2D.of().withKeepdims(true), "global_average_pooling2d"),
          Map.entry(GlobalMaxPooling2D.of().withKeepdims(true), "global_max_pooling2d"),
          Map.entry(GroupNormalization.of().withGroups(1), "group_normalization"),
          Map.entry(LayerNormalization.of(), "layer_normalization"),
          Map.entry(LeakyReLU.of(), "leaky_re_lu"),
          Map.entry(MaxPooling2D.of(), "max_pooling2d"),
          Map.entry(MinibatchStdDev.of(), "minibatch_std_dev"),
          Map.entry(PReLU.of(), "p_re_lu"),
          Map.entry(ReLU.of(), "re_lu"),
          Map.entry(Reshape.of(8, 8, -1), "reshape"),
          Map.entry(SeparableConv2D.of(1, 1), "separable_conv2d"),
          Map.entry(SpectralNormalization.of(Dense.of(1)), "spectral_normalization"),
          Map.entry(UpSampling2D.of(), "up_sampling2d"),
          Map.entry(ZeroPadding2D.of(), "zero_padding2d"));

  static final List<Layer> LAYERS = List.copyOf(FIRST_NAMES.keySet());

  @ParameterizedTest(name = "{0}")
  @FieldSource("LAYERS")
  void namesAreKerasAutomaticOnes(Layer layer) {
    TensorShape input = layer instanceof Embedding ? ROW : IMAGE;
    String first = FIRST_NAMES.get(layer);
    assertThat(names(input, layer)).containsExactly(first);
    if (!(layer instanceof Reshape)) {
      assertThat(names(input, layer, layer, layer))
          .containsExactly(first, first + "_1", first + "_2");
    }
  }

  @Test
  void everyLayerHasAName() {
    List<Class<?>> named = new ArrayList<>();
    LAYERS.forEach(layer -> named.add(layer.getClass()));
    assertThat(named).containsExactlyInAnyOrder(UnaryLayer.class.getPermittedSubclasses());
  }

  private static List<String> names(TensorShape input, Layer... layers) {
    Sequential net = Sequential.of("net", input, Arrays.asList(layers));
    return net.layers().stream().map(Layer::name).toList();
  }

  @Test
  void everyClassCountsSeparately() {
    assertThat(names(ROW, Dense.of(4), ReLU.of(), Dense.of(4), ReLU.of(), Flatten.of()))
        .containsExactly("dense", "re_lu", "dense_1", "re_lu_1", "flatten");
  }

  @Test
  void everyNetworkCountsFromTheStart() {
    assertThat(names(ROW, Dense.of(4))).isEqualTo(names(ROW, Dense.of(5)));
  }

  @Test
  void aGivenNameIsKeptAndNotCounted() {
    assertThat(names(ROW, Dense.of(4).withName("first"), Dense.of(4), Dense.of(4)))
        .containsExactly("first", "dense", "dense_1");
  }

  @Test
  void aTakenNameIsNotGenerated() {
    assertThat(names(ROW, Dense.of(4).withName("dense"), Dense.of(4))).contains("dense_1");
    assertThat(names(ROW, Dense.of(4), Dense.of(4).withName("dense_1"), Dense.of(4), ReLU.of()))
        .containsExactly("dense", "dense_1", "dense_2", "re_lu");
    assertThat(names(ROW, ReLU.of().withName("dense"), Dense.of(4)))
        .containsExactly("dense", "dense_1");
  }
}
