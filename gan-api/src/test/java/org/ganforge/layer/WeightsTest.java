package org.ganforge.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The weights of every layer, as listed by Keras 3.15.1: names, shapes, order, trainable. */
class WeightsTest {
  private static final TensorShape IMAGE = TensorShape.of(7, 6, 4);
  private static final TensorShape ROW = TensorShape.of(5);
  private static final BatchNormalization BATCH_NORM = BatchNormalization.of();
  private static final LayerNormalization LAYER_NORM = LayerNormalization.of();
  private static final String MOVING = "moving_mean[4] frozen, moving_variance[4] frozen";

  static final List<Object[]> WEIGHTS =
      List.of(
          row(Dense.of(3), ROW, "kernel[5, 3], bias[3]"),
          row(Dense.of(3), IMAGE, "kernel[4, 3], bias[3]"),
          row(Dense.of(3).withUseBias(false), ROW, "kernel[5, 3]"),
          row(Conv2D.of(8, Size2D.of(3, 2)), IMAGE, "kernel[3, 2, 4, 8], bias[8]"),
          row(Conv2D.of(8, 3).withUseBias(false), IMAGE, "kernel[3, 3, 4, 8]"),
          row(Conv2D.of(8, 3).withGroups(2), IMAGE, "kernel[3, 3, 2, 8], bias[8]"),
          row(Conv2DTranspose.of(8, Size2D.of(3, 2)), IMAGE, "kernel[3, 2, 8, 4], bias[8]"),
          row(Conv2DTranspose.of(8, 3).withUseBias(false), IMAGE, "kernel[3, 3, 8, 4]"),
          row(BATCH_NORM, IMAGE, "gamma[4], beta[4], " + MOVING),
          row(BATCH_NORM.withScale(false), IMAGE, "beta[4], " + MOVING),
          row(BATCH_NORM.withCenter(false), IMAGE, "gamma[4], " + MOVING),
          row(BATCH_NORM.withCenter(false).withScale(false), IMAGE, MOVING),
          row(LAYER_NORM, IMAGE, "gamma[4], beta[4]"),
          row(LAYER_NORM.withScale(false), IMAGE, "beta[4]"),
          row(LAYER_NORM.withCenter(false), IMAGE, "gamma[4]"),
          row(LAYER_NORM.withCenter(false).withScale(false), IMAGE, ""),
          row(Embedding.of(10, 4), TensorShape.of(3), "embeddings[10, 4]"),
          row(DepthwiseConv2D.of(Size2D.of(3, 2)), IMAGE, "kernel[3, 2, 4, 1], bias[4]"),
          row(DepthwiseConv2D.of(3).withDepthMultiplier(2), IMAGE, "kernel[3, 3, 4, 2], bias[8]"),
          row(DepthwiseConv2D.of(3).withUseBias(false), IMAGE, "kernel[3, 3, 4, 1]"),
          row(
              SeparableConv2D.of(9, Size2D.of(3, 2)),
              IMAGE,
              "depthwise_kernel[3, 2, 4, 1], pointwise_kernel[1, 1, 4, 9], bias[9]"),
          row(
              SeparableConv2D.of(9, 3).withDepthMultiplier(3).withUseBias(false),
              IMAGE,
              "depthwise_kernel[3, 3, 4, 3], pointwise_kernel[1, 1, 12, 9]"),
          row(
              SpectralNormalization.of(Conv2D.of(8, 3)),
              IMAGE,
              "kernel[3, 3, 4, 8], vector_u[1, 8] frozen, bias[8]"),
          row(
              SpectralNormalization.of(Conv2DTranspose.of(8, 3).withUseBias(false)),
              IMAGE,
              "kernel[3, 3, 8, 4], vector_u[1, 4] frozen"),
          row(
              SpectralNormalization.of(Embedding.of(10, 4)),
              TensorShape.of(3),
              "embeddings[10, 4], vector_u[1, 4] frozen"),
          row(GroupNormalization.of().withGroups(2), IMAGE, "gamma[4], beta[4]"),
          row(GroupNormalization.of().withGroups(-1).withScale(false), IMAGE, "beta[4]"),
          row(GroupNormalization.of().withGroups(4).withCenter(false), IMAGE, "gamma[4]"),
          row(PReLU.of(), IMAGE, "alpha[7, 6, 4]"),
          row(PReLU.of().withSharedAxes(List.of(1, 2)), IMAGE, "alpha[1, 1, 4]"),
          row(PReLU.of().withSharedAxes(List.of(3)), IMAGE, "alpha[7, 6, 1]"),
          row(PReLU.of().withSharedAxes(List.of(3, 1)), IMAGE, "alpha[1, 6, 1]"));

  private static Object[] row(Layer layer, TensorShape input, String weights) {
    return new Object[] {layer, input, weights};
  }

  private static String text(List<WeightSpec> weights) {
    return weights.stream()
        .map(w -> w.name() + w.shape() + (w.trainable() ? "" : " frozen"))
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @FieldSource("WEIGHTS")
  void hasTheWeightsOfKeras(Layer layer, TensorShape input, String weights) {
    assertThat(text(layer.weights(input))).isEqualTo(weights);
    assertThat(layer.trainable()).isTrue();
  }

  static List<Layer> layersWithoutWeights() {
    return List.of(
        Activation.of(ActivationFunction.RELU),
        AveragePooling2D.of(),
        Cropping2D.of(),
        Dropout.of(0.5),
        ELU.of(),
        Flatten.of(),
        GaussianNoise.of(1),
        GlobalAveragePooling2D.of(),
        GlobalMaxPooling2D.of(),
        LeakyReLU.of(),
        MaxPooling2D.of(),
        MinibatchStdDev.of(),
        ReLU.of(),
        Reshape.of(-1),
        UpSampling2D.of(),
        ZeroPadding2D.of());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layersWithoutWeights")
  void hasNoWeights(Layer layer) {
    assertThat(layer.weights(IMAGE)).isEmpty();
  }

  @Test
  void everyLayerIsInOneOfTheTables() {
    List<Class<?>> all =
        WEIGHTS.stream()
            .map(row -> row[0].getClass())
            .collect(Collectors.toCollection(ArrayList::new));
    layersWithoutWeights().forEach(layer -> all.add(layer.getClass()));
    assertThat(all).containsAll(Arrays.asList(UnaryLayer.class.getPermittedSubclasses()));
  }

  @Test
  void aFrozenLayerHasNoTrainableWeight() {
    List<Layer> frozen =
        List.of(
            Dense.of(3).withTrainable(false),
            Conv2D.of(8, 3).withTrainable(false),
            Conv2DTranspose.of(8, 3).withTrainable(false),
            DepthwiseConv2D.of(3).withTrainable(false),
            SeparableConv2D.of(8, 3).withTrainable(false),
            GroupNormalization.of().withGroups(2).withTrainable(false),
            BATCH_NORM.withTrainable(false),
            LAYER_NORM.withTrainable(false),
            PReLU.of().withTrainable(false),
            SpectralNormalization.of(Dense.of(3)).withTrainable(false),
            Embedding.of(10, 4).withTrainable(false));
    for (Layer layer : frozen) {
      assertThat(layer.trainable()).isFalse();
      assertThat(layer.weights(IMAGE))
          .as("%s", layer)
          .isNotEmpty()
          .noneMatch(WeightSpec::trainable);
    }
  }

  @Test
  void everyWeightOfChannelsAndGroupsHasTheInitializerThatTheLayerGivesIt() {
    assertInitializers(
        DepthwiseConv2D.of(3)
            .withDepthwiseInitializer(constant(1))
            .withBiasInitializer(constant(2)));
    assertThat(
            SeparableConv2D.of(8, 3)
                .withDepthwiseInitializer(constant(1))
                .withPointwiseInitializer(constant(2))
                .withBiasInitializer(constant(3))
                .weights(IMAGE))
        .extracting(WeightSpec::initializer)
        .containsExactly(constant(1), constant(2), constant(3));
    assertThat(
            GroupNormalization.of()
                .withGroups(1)
                .withGammaInitializer(constant(1))
                .withBetaInitializer(constant(2))
                .weights(IMAGE))
        .extracting(WeightSpec::initializer)
        .containsExactly(constant(1), constant(2));
  }

  @Test
  void everyWeightHasTheInitializerThatTheLayerGivesIt() {
    assertThat(
            BATCH_NORM
                .withGammaInitializer(new Initializer.Constant(1))
                .withBetaInitializer(new Initializer.Constant(2))
                .withMovingMeanInitializer(new Initializer.Constant(3))
                .withMovingVarianceInitializer(new Initializer.Constant(4))
                .weights(IMAGE))
        .extracting(WeightSpec::initializer)
        .containsExactly(constant(1), constant(2), constant(3), constant(4));
    assertThat(
            LAYER_NORM
                .withGammaInitializer(constant(1))
                .withBetaInitializer(constant(2))
                .weights(IMAGE))
        .extracting(WeightSpec::initializer)
        .containsExactly(constant(1), constant(2));
    Dense dense = Dense.of(3).withKernelInitializer(constant(1)).withBiasInitializer(constant(2));
    assertInitializers(dense);
    assertInitializers(
        Conv2D.of(8, 3).withKernelInitializer(constant(1)).withBiasInitializer(constant(2)));
    assertInitializers(
        Conv2DTranspose.of(8, 3)
            .withKernelInitializer(constant(1))
            .withBiasInitializer(constant(2)));
    assertThat(PReLU.of().withAlphaInitializer(constant(5)).weights(IMAGE))
        .extracting(WeightSpec::initializer)
        .containsExactly(constant(5));
    assertThat(Embedding.of(2, 3).withEmbeddingsInitializer(constant(6)).weights(ROW))
        .extracting(WeightSpec::initializer)
        .containsExactly(constant(6));
  }

  private static void assertInitializers(Layer layer) {
    assertThat(layer.weights(IMAGE))
        .extracting(WeightSpec::initializer)
        .containsExactly(constant(1), constant(2));
  }

  private static Initializer constant(double value) {
    return new Initializer.Constant(value);
  }
}
