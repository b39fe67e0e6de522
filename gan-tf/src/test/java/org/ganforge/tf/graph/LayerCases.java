package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Add;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Concatenate;
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
import org.ganforge.layer.Input;
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LayerNormalization;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.MergeLayer;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.Network;
import org.ganforge.layer.PReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.ReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.ZeroPadding2D;

/** Every layer, in the configurations that its code treats differently. */
final class LayerCases {
  private LayerCases() {}

  static List<LayerCase> all() {
    List<LayerCase> cases = new ArrayList<>();
    cases.addAll(dense());
    cases.addAll(convolutions());
    cases.addAll(dilatedConvolutions());
    cases.addAll(depthwiseConvolutions());
    cases.addAll(transposedConvolutions());
    cases.addAll(images());
    cases.addAll(pools());
    cases.addAll(normalizations());
    cases.addAll(activations());
    cases.addAll(others());
    cases.addAll(merges());
    return cases;
  }

  /** Returns the layers without a case, so that a new layer needs one. */
  static Set<Class<?>> missing() {
    List<LayerCase> cases = all();
    return Layer.kinds().stream()
        .filter(type -> cases.stream().noneMatch(c -> holds(c.layer(), type)))
        .collect(Collectors.toSet());
  }

  /** A layer with several inputs is in a model that derives them from one. */
  private static boolean holds(Layer layer, Class<?> type) {
    return type.isInstance(layer)
        || (layer instanceof Model model && model.layers().stream().anyMatch(type::isInstance));
  }

  private static List<LayerCase> dense() {
    return List.of(
        LayerCase.of("of rows", Dense.of(3), 5),
        LayerCase.of(
            "on the last axis, tanh, no bias",
            Dense.of(3).withActivation(ActivationFunction.TANH).withUseBias(false),
            2,
            3));
  }

  private static List<LayerCase> convolutions() {
    return List.of(
        LayerCase.of("valid", Conv2D.of(3, 3), 5, 4, 2),
        LayerCase.of("same", Conv2D.of(2, Size2D.of(3, 2)).withPadding(Padding.SAME), 4, 3, 2),
        LayerCase.of(
            "same, strides 2x1, tanh, no bias",
            Conv2D.of(2, 3)
                .withStrides(Size2D.of(2, 1))
                .withPadding(Padding.SAME)
                .withActivation(ActivationFunction.TANH)
                .withUseBias(false),
            5,
            4,
            2),
        LayerCase.of("valid, strides 2", Conv2D.of(2, 3).withStrides(2), 6, 5, 1),
        LayerCase.of("1x1", Conv2D.of(3, 1), 3, 3, 2),
        LayerCase.of("2 groups", Conv2D.of(4, 3).withGroups(2).withPadding(Padding.SAME), 3, 3, 4),
        LayerCase.of(
            "as many groups as channels, strides 2",
            Conv2D.of(6, 2).withGroups(3).withStrides(2),
            4,
            4,
            3));
  }

  private static List<LayerCase> dilatedConvolutions() {
    Conv2D same = Conv2D.of(2, 3).withPadding(Padding.SAME).withDilationRate(2);
    return List.of(
        LayerCase.of("dilated, same", same, 6, 4, 2),
        LayerCase.of("dilated, same, a side that 2 does not divide", same, 5, 7, 1),
        LayerCase.of(
            "dilated 2x3, same, even kernel",
            Conv2D.of(2, 2).withPadding(Padding.SAME).withDilationRate(Size2D.of(2, 3)),
            5,
            5,
            1),
        LayerCase.of("dilated, valid", Conv2D.of(2, 3).withDilationRate(2), 7, 6, 1),
        LayerCase.of(
            "dilated 1x3, valid", Conv2D.of(2, 2).withDilationRate(Size2D.of(1, 3)), 3, 6, 2),
        LayerCase.of("dilated, 2 groups", same.withGroups(2), 4, 4, 2));
  }

  private static List<LayerCase> depthwiseConvolutions() {
    DepthwiseConv2D each = DepthwiseConv2D.of(3).withPadding(Padding.SAME);
    SeparableConv2D both = SeparableConv2D.of(3, 3).withPadding(Padding.SAME);
    return List.of(
        LayerCase.of("valid", DepthwiseConv2D.of(Size2D.of(3, 2)), 5, 4, 3),
        LayerCase.of("same, strides 2", each.withStrides(2), 5, 4, 3),
        LayerCase.of("same, strides 2x1", each.withStrides(Size2D.of(2, 1)), 4, 4, 2),
        LayerCase.of("of one channel", each.withDepthMultiplier(3), 3, 4, 1),
        LayerCase.of(
            "2 filters each, tanh, no bias",
            each.withDepthMultiplier(2).withActivation(ActivationFunction.TANH).withUseBias(false),
            3,
            4,
            3),
        LayerCase.of("dilated 2x3", each.withDilationRate(Size2D.of(2, 3)), 5, 4, 2),
        LayerCase.of("1x1, strides 2", DepthwiseConv2D.of(1).withStrides(2), 4, 3, 2),
        LayerCase.of("valid", SeparableConv2D.of(4, Size2D.of(3, 2)), 5, 4, 3),
        LayerCase.of("same, strides 2", both.withStrides(2).withDepthMultiplier(2), 4, 5, 2),
        LayerCase.of(
            "dilated, tanh, no bias",
            both.withDilationRate(2).withActivation(ActivationFunction.TANH).withUseBias(false),
            4,
            5,
            2));
  }

  private static List<LayerCase> transposedConvolutions() {
    Conv2DTranspose strided = Conv2DTranspose.of(2, 3).withStrides(2);
    Conv2DTranspose dilated = Conv2DTranspose.of(2, 3).withDilationRate(Size2D.of(2));
    return List.of(
        LayerCase.of("valid", Conv2DTranspose.of(2, 3), 3, 2, 2),
        LayerCase.of("same, strides 2", strided.withPadding(Padding.SAME), 3, 2, 2),
        LayerCase.of("valid, strides 2", strided, 2, 3, 2),
        LayerCase.of(
            "valid, strides wider than the kernel",
            Conv2DTranspose.of(2, 2).withStrides(3).withUseBias(false),
            2,
            2,
            1),
        LayerCase.of(
            "same, output padding 1",
            strided.withPadding(Padding.SAME).withOutputPadding(Size2D.of(1)),
            3,
            2,
            1),
        LayerCase.of(
            "same, output padding 0",
            strided.withPadding(Padding.SAME).withOutputPadding(Size2D.of(0)),
            3,
            2,
            1),
        LayerCase.of("valid, output padding 1", strided.withOutputPadding(Size2D.of(1)), 2, 3, 1),
        LayerCase.of("dilated, same", dilated.withPadding(Padding.SAME), 4, 3, 1),
        LayerCase.of(
            "dilated 2x1, valid, tanh",
            Conv2DTranspose.of(2, 2)
                .withDilationRate(Size2D.of(2, 1))
                .withActivation(ActivationFunction.TANH),
            3,
            3,
            2));
  }

  private static List<LayerCase> images() {
    return List.of(
        LayerCase.of("nearest 2x3", UpSampling2D.of().withSize(Size2D.of(2, 3)), 2, 3, 2),
        LayerCase.of(
            "bilinear 2x3",
            UpSampling2D.of().withSize(Size2D.of(2, 3)).withInterpolation(Interpolation.BILINEAR),
            3,
            2,
            2),
        LayerCase.of("0", Cropping2D.of(), 2, 3, 2),
        LayerCase.of(
            "of four sides", Cropping2D.of().withCropping(Padding2D.of(1, 0, 2, 1)), 3, 5, 2),
        LayerCase.of("1", ZeroPadding2D.of(), 2, 3, 2),
        LayerCase.of(
            "of four sides", ZeroPadding2D.of().withPadding(Padding2D.of(1, 0, 2, 3)), 2, 2, 2));
  }

  private static List<LayerCase> pools() {
    Size2D two = Size2D.of(2);
    return List.of(
        LayerCase.of("2", MaxPooling2D.of(), 5, 4, 2).with(LayerCase.Values.DISTINCT),
        LayerCase.of(
                "3, strides 2, same",
                MaxPooling2D.of()
                    .withPoolSize(Size2D.of(3))
                    .withStrides(two)
                    .withPadding(Padding.SAME),
                4,
                5,
                2)
            .with(LayerCase.Values.DISTINCT),
        LayerCase.of("2", AveragePooling2D.of(), 5, 4, 2),
        LayerCase.of(
            "3x2, strides 2, same",
            AveragePooling2D.of()
                .withPoolSize(Size2D.of(3, 2))
                .withStrides(two)
                .withPadding(Padding.SAME),
            4,
            5,
            2),
        LayerCase.of("plain", GlobalAveragePooling2D.of(), 3, 2, 4),
        LayerCase.of(
            "that keeps its axes", GlobalAveragePooling2D.of().withKeepdims(true), 2, 3, 3),
        LayerCase.of("plain", GlobalMaxPooling2D.of(), 3, 2, 4).with(LayerCase.Values.DISTINCT),
        LayerCase.of("that keeps its axes", GlobalMaxPooling2D.of().withKeepdims(true), 2, 3, 3)
            .with(LayerCase.Values.DISTINCT));
  }

  private static List<LayerCase> normalizations() {
    BatchNormalization batch = BatchNormalization.of().withMomentum(0.9);
    LayerNormalization layer = LayerNormalization.of();
    GroupNormalization group = GroupNormalization.of().withGroups(2);
    return List.of(
        LayerCase.of("of images", batch, 3, 2, 2),
        LayerCase.of("of rows", batch, 3),
        LayerCase.of("of sequences", batch.withEpsilon(0.01), 3, 2),
        LayerCase.of("without scale", batch.withScale(false), 2, 2, 2),
        LayerCase.of("without center", batch.withCenter(false), 3),
        LayerCase.of("with neither", batch.withCenter(false).withScale(false), 2, 2, 2),
        LayerCase.of("of rows", layer, 5),
        LayerCase.of("of images", layer.withEpsilon(0.01), 2, 3, 4),
        LayerCase.of("without scale", layer.withScale(false), 4),
        LayerCase.of("without center", layer.withCenter(false), 4),
        LayerCase.of("of images", group.withEpsilon(0.01), 3, 2, 4),
        LayerCase.of("of rows", group.withGroups(3), 9),
        LayerCase.of("of each channel", group.withGroups(-1).withScale(false), 3, 2, 2),
        LayerCase.of("of all channels", group.withGroups(1).withCenter(false), 2, 2, 3));
  }

  private static List<LayerCase> activations() {
    List<LayerCase> cases = new ArrayList<>();
    for (ActivationFunction function : ActivationFunction.values()) {
      cases.add(LayerCase.of(function.name(), Activation.of(function), 2, 8));
    }
    Stream.of(
            LayerCase.of("0.2", LeakyReLU.of(0.2), 2, 8),
            LayerCase.of("plain", ReLU.of(), 2, 8),
            LayerCase.of(
                "with slope, threshold and maximum",
                ReLU.of().withNegativeSlope(0.1).withThreshold(0.2).withMaxValue(1.2),
                2,
                8),
            LayerCase.of("with a threshold", ReLU.of().withThreshold(0.2), 16),
            LayerCase.of("of alpha 1", ELU.of(), 2, 8),
            LayerCase.of("of alpha 0.5", ELU.of().withAlpha(0.5), 2, 8),
            LayerCase.of("with a slope each", PReLU.of(), 2, 4),
            LayerCase.of("shared", PReLU.of().withSharedAxes(List.of(1, 2)), 3, 3, 2),
            LayerCase.of("shared by rows", PReLU.of().withSharedAxes(List.of(1)), 3, 2, 2))
        .forEach(cases::add);
    return cases;
  }

  private static List<LayerCase> others() {
    Network innermost =
        Sequential.builder("innermost")
            .input(4)
            .add(Dense.of(3))
            .add(Activation.of(ActivationFunction.SOFTPLUS))
            .build();
    Network network =
        Sequential.builder("inner")
            .input(2, 2, 2)
            .add(Conv2D.of(2, 2).withPadding(Padding.SAME))
            .add(BatchNormalization.of())
            .add(GlobalAveragePooling2D.of())
            .add(Dense.of(4).withActivation(ActivationFunction.TANH))
            .add(innermost)
            .build();
    return List.of(
        LayerCase.of("0.3", Dropout.of(0.3), 2, 8),
        LayerCase.of("0", Dropout.of(0), 4),
        LayerCase.of("0.2", GaussianNoise.of(0.2), 2, 8),
        LayerCase.of("of images", MinibatchStdDev.of().withGroupSize(2), 2, 2, 3)
            .with(LayerCase.Values.DISTINCT),
        LayerCase.of("of rows, two features", MinibatchStdDev.of().withFeatures(2), 6)
            .with(LayerCase.Values.DISTINCT),
        LayerCase.of("of images", Flatten.of(), 2, 3, 2),
        LayerCase.of("with an inferred side", Reshape.of(2, -1, 2), 3, 4),
        LayerCase.of("of rows", Embedding.of(6, 3), 4).with(LayerCase.Values.INDICES),
        LayerCase.of("of a matrix", SpectralNormalization.of(Dense.of(3)), 4),
        LayerCase.of(
            "of a convolution",
            SpectralNormalization.of(Conv2D.of(3, 2).withActivation(ActivationFunction.TANH)),
            3,
            3,
            2),
        LayerCase.of("in a network", network, 2, 2, 2));
  }

  private static List<LayerCase> merges() {
    return List.of(
        merge("of a residual block", Add.of(), 4, 4),
        merge("of three", Add.of(), 4, 4, 4),
        merge("of shapes that repeat", Add.of(), 4, 1),
        merge("of two", Multiply.of(), 4, 4),
        merge("with a gate for each row", Multiply.of(), 4, 1),
        merge("of the last axis", Concatenate.of(), 4, 2, 3),
        merge("of rows", Concatenate.of().withAxis(1), 4, 4),
        merge("of the first axis from the end", Concatenate.of().withAxis(-2), 4, 4),
        LayerCase.of("of images and a pooled input", gated(), 4, 4, 2));
  }

  /** Returns a model that merges its input with products of it, of the given widths. */
  private static LayerCase merge(String name, MergeLayer merge, int first, int... more) {
    Input input = Input.Features.of(3, first);
    List<Symbol> parts = new ArrayList<>(List.of(input));
    for (int units : more) {
      parts.add(Dense.of(units).withActivation(ActivationFunction.TANH).on(input));
    }
    Symbol merged = merge.on(parts.toArray(Symbol[]::new));
    return LayerCase.of(
        merge.type() + " " + name, Model.of("merging", List.of(input), merged), 3, first);
  }

  /** The pooled input lacks an axis, and one value has two consumers. */
  private static Model gated() {
    Input image = Input.Image.of(4, 4, 2);
    Symbol inner = Conv2D.of(2, 3).withPadding(Padding.SAME).on(image);
    Symbol pooled = GlobalAveragePooling2D.of().on(inner);
    Symbol gate = Dense.of(2).withActivation(ActivationFunction.SIGMOID).on(pooled);
    return Model.of("gated", List.of(image), Add.of().on(image, Multiply.of().on(inner, gate)));
  }
}
