package org.ganforge.layer;

import static org.ganforge.Refusal.BELOW_ONE;
import static org.ganforge.Refusal.BELOW_ZERO;
import static org.ganforge.Refusal.INFINITE;
import static org.ganforge.Refusal.NEGATIVE;
import static org.ganforge.Refusal.NOT_ABOVE_ZERO;
import static org.ganforge.Refusal.NOT_A_NUMBER;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.Refusal;

/** Every invalid argument of a layer, an initializer or a shape, with its message. */
final class LayerArguments {
  private static final Size2D NO_ROWS = Size2D.of(0, 1);
  private static final Size2D NO_COLUMNS = Size2D.of(1, 0);
  private static final String ONE_OF_THE_TWO =
      " dilation_rate: expected 1 where strides are above 1 but found 2x3; set one of the two to 1";

  private LayerArguments() {}

  static List<Refusal> all() {
    return Stream.of(
            conv2D(),
            conv2DTranspose(),
            transposedPadding(),
            depthwise(),
            separable(),
            pools(),
            images(),
            dense(),
            functions(),
            regularizers(),
            normalizations(),
            initializers(),
            shapes())
        .flatMap(List::stream)
        .toList();
  }

  private static Refusal row(Class<?> type, String message, ThrowingCallable attempt) {
    return new Refusal(type, attempt, message);
  }

  private static Refusal conv2D(String message, ThrowingCallable attempt) {
    return row(Conv2D.class, "Conv2D " + message, attempt);
  }

  private static List<Refusal> conv2D() {
    Conv2D six = Conv2D.of(6, 3);
    return List.of(
        conv2D("filters" + BELOW_ONE, () -> Conv2D.of(0, 3)),
        conv2D("kernel_size rows" + BELOW_ONE, () -> Conv2D.of(6, NO_ROWS)),
        conv2D("kernel_size columns" + BELOW_ONE, () -> Conv2D.of(6, NO_COLUMNS)),
        conv2D("strides rows" + BELOW_ONE, () -> six.withStrides(NO_ROWS)),
        conv2D("strides columns" + BELOW_ONE, () -> six.withStrides(NO_COLUMNS)),
        conv2D("dilation_rate rows" + BELOW_ONE, () -> six.withDilationRate(NO_ROWS)),
        conv2D("dilation_rate columns" + BELOW_ONE, () -> six.withDilationRate(NO_COLUMNS)),
        conv2D("groups" + BELOW_ONE, () -> six.withGroups(0)),
        conv2D(
            "groups: expected a divisor of its 6 filters but found 4; change one of them",
            () -> six.withGroups(4)),
        row(
            Conv2D.class,
            "Conv2D" + ONE_OF_THE_TWO,
            () -> six.withStrides(Size2D.of(1, 2)).withDilationRate(Size2D.of(2, 3))));
  }

  private static Refusal transposed(String message, ThrowingCallable attempt) {
    return row(Conv2DTranspose.class, "Conv2DTranspose " + message, attempt);
  }

  private static List<Refusal> conv2DTranspose() {
    Conv2DTranspose six = Conv2DTranspose.of(6, 3);
    return List.of(
        transposed("filters" + BELOW_ONE, () -> Conv2DTranspose.of(0, 3)),
        transposed("kernel_size rows" + BELOW_ONE, () -> Conv2DTranspose.of(6, NO_ROWS)),
        transposed("kernel_size columns" + BELOW_ONE, () -> Conv2DTranspose.of(6, NO_COLUMNS)),
        transposed("strides rows" + BELOW_ONE, () -> six.withStrides(NO_ROWS)),
        transposed("strides columns" + BELOW_ONE, () -> six.withStrides(NO_COLUMNS)),
        transposed("dilation_rate rows" + BELOW_ONE, () -> six.withDilationRate(NO_ROWS)),
        transposed("dilation_rate columns" + BELOW_ONE, () -> six.withDilationRate(NO_COLUMNS)),
        row(
            Conv2DTranspose.class,
            "Conv2DTranspose" + ONE_OF_THE_TWO,
            () -> six.withStrides(2).withDilationRate(Size2D.of(2, 3))));
  }

  private static List<Refusal> transposedPadding() {
    Conv2DTranspose two = Conv2DTranspose.of(6, 3).withStrides(Size2D.of(2, 3));
    Conv2DTranspose even = Conv2DTranspose.of(6, Size2D.of(4, 4)).withStrides(2);
    Conv2DTranspose same = even.withPadding(Padding.SAME);
    String up = ": expected a number from 0 up to, but not including, ";
    String odd =
        ": expected 1 or more where padding is \"same\" and the kernel's reach, 4, is even"
            + " but found 0; leave it out, or use padding \"valid\"";
    return List.of(
        transposed(
            "output_padding rows" + up + "2 but found -1; choose one in that range",
            () -> two.withOutputPadding(Size2D.of(-1, 0))),
        transposed(
            "output_padding rows" + up + "2 but found 2; choose one in that range",
            () -> two.withOutputPadding(Size2D.of(2, 0))),
        transposed(
            "output_padding columns" + up + "3 but found 3; choose one in that range",
            () -> two.withOutputPadding(Size2D.of(0, 3))),
        transposed(
            "output_padding columns" + up + "3 but found -1; choose one in that range",
            () -> two.withOutputPadding(Size2D.of(0, -1))),
        transposed("output_padding rows" + odd, () -> same.withOutputPadding(Size2D.of(0, 1))),
        transposed("output_padding columns" + odd, () -> same.withOutputPadding(Size2D.of(1, 0))),
        transposed(
            "output_padding rows" + odd,
            () -> even.withOutputPadding(Size2D.of(0)).withPadding(Padding.SAME)));
  }

  private static Refusal depthwise(String message, ThrowingCallable attempt) {
    return row(DepthwiseConv2D.class, "DepthwiseConv2D " + message, attempt);
  }

  private static List<Refusal> depthwise() {
    DepthwiseConv2D three = DepthwiseConv2D.of(3);
    return List.of(
        depthwise("kernel_size rows" + BELOW_ONE, () -> DepthwiseConv2D.of(NO_ROWS)),
        depthwise("kernel_size columns" + BELOW_ONE, () -> DepthwiseConv2D.of(NO_COLUMNS)),
        depthwise("strides rows" + BELOW_ONE, () -> three.withStrides(NO_ROWS)),
        depthwise("strides columns" + BELOW_ONE, () -> three.withStrides(NO_COLUMNS)),
        depthwise("dilation_rate rows" + BELOW_ONE, () -> three.withDilationRate(NO_ROWS)),
        depthwise("dilation_rate columns" + BELOW_ONE, () -> three.withDilationRate(NO_COLUMNS)),
        depthwise("depth_multiplier" + BELOW_ONE, () -> three.withDepthMultiplier(0)),
        row(
            DepthwiseConv2D.class,
            "DepthwiseConv2D" + ONE_OF_THE_TWO,
            () -> three.withStrides(Size2D.of(1, 2)).withDilationRate(Size2D.of(2, 3))));
  }

  private static Refusal separable(String message, ThrowingCallable attempt) {
    return row(SeparableConv2D.class, "SeparableConv2D " + message, attempt);
  }

  private static List<Refusal> separable() {
    SeparableConv2D six = SeparableConv2D.of(6, 3);
    return List.of(
        separable("filters" + BELOW_ONE, () -> SeparableConv2D.of(0, 3)),
        separable("kernel_size rows" + BELOW_ONE, () -> SeparableConv2D.of(6, NO_ROWS)),
        separable("kernel_size columns" + BELOW_ONE, () -> SeparableConv2D.of(6, NO_COLUMNS)),
        separable("strides rows" + BELOW_ONE, () -> six.withStrides(NO_ROWS)),
        separable("strides columns" + BELOW_ONE, () -> six.withStrides(NO_COLUMNS)),
        separable("dilation_rate rows" + BELOW_ONE, () -> six.withDilationRate(NO_ROWS)),
        separable("dilation_rate columns" + BELOW_ONE, () -> six.withDilationRate(NO_COLUMNS)),
        separable("depth_multiplier" + BELOW_ONE, () -> six.withDepthMultiplier(0)),
        row(
            SeparableConv2D.class,
            "SeparableConv2D" + ONE_OF_THE_TWO,
            () -> six.withStrides(Size2D.of(1, 2)).withDilationRate(Size2D.of(2, 3))));
  }

  private static List<Refusal> pools() {
    MaxPooling2D max = MaxPooling2D.of();
    AveragePooling2D average = AveragePooling2D.of();
    String maxSize = "MaxPooling2D pool_size";
    String averageSize = "AveragePooling2D pool_size";
    String maxStep = "MaxPooling2D strides";
    String averageStep = "AveragePooling2D strides";
    Class<?> a = AveragePooling2D.class;
    Class<?> m = MaxPooling2D.class;
    return List.of(
        row(m, maxSize + " rows" + BELOW_ONE, () -> max.withPoolSize(NO_ROWS)),
        row(m, maxSize + " columns" + BELOW_ONE, () -> max.withPoolSize(NO_COLUMNS)),
        row(m, maxStep + " rows" + BELOW_ONE, () -> max.withStrides(NO_ROWS)),
        row(m, maxStep + " columns" + BELOW_ONE, () -> max.withStrides(NO_COLUMNS)),
        row(a, averageSize + " rows" + BELOW_ONE, () -> average.withPoolSize(NO_ROWS)),
        row(a, averageSize + " columns" + BELOW_ONE, () -> average.withPoolSize(NO_COLUMNS)),
        row(a, averageStep + " rows" + BELOW_ONE, () -> average.withStrides(NO_ROWS)),
        row(a, averageStep + " columns" + BELOW_ONE, () -> average.withStrides(NO_COLUMNS)));
  }

  private static List<Refusal> images() {
    UpSampling2D up = UpSampling2D.of();
    Class<?> padding = Padding2D.class;
    return List.of(
        row(UpSampling2D.class, "UpSampling2D size rows" + BELOW_ONE, () -> up.withSize(NO_ROWS)),
        row(
            UpSampling2D.class,
            "UpSampling2D size columns" + BELOW_ONE,
            () -> up.withSize(NO_COLUMNS)),
        row(padding, "padding top" + BELOW_ZERO, () -> Padding2D.of(-1, 0, 0, 0)),
        row(padding, "padding bottom" + BELOW_ZERO, () -> Padding2D.of(0, -1, 0, 0)),
        row(padding, "padding left" + BELOW_ZERO, () -> Padding2D.of(0, 0, -1, 0)),
        row(padding, "padding right" + BELOW_ZERO, () -> Padding2D.of(0, 0, 0, -1)));
  }

  private static List<Refusal> dense() {
    String wrong = "Reshape target_shape: expected dimensions of at least 1, and -1 at most once";
    return List.of(
        row(Dense.class, "Dense units" + BELOW_ONE, () -> Dense.of(0)),
        row(Embedding.class, "Embedding input_dim" + BELOW_ONE, () -> Embedding.of(0, 1)),
        row(Embedding.class, "Embedding output_dim" + BELOW_ONE, () -> Embedding.of(1, 0)),
        row(
            SpectralNormalization.class,
            "SpectralNormalization power_iterations" + BELOW_ONE,
            () -> SpectralNormalization.of(Dense.of(1)).withPowerIterations(0)),
        row(
            SpectralNormalization.class,
            "SpectralNormalization layer: expected one of Conv2D, Conv2DTranspose, Dense,"
                + " DepthwiseConv2D, Embedding but found Flatten; wrap a layer that has one kernel",
            () -> SpectralNormalization.of(Flatten.of())),
        row(
            Reshape.class,
            "Reshape target_shape: expected at least one but found none;"
                + " use Flatten for one dimension",
            () -> Reshape.of()),
        row(Reshape.class, wrong + " but found [2, 0]; change the shape", () -> Reshape.of(2, 0)),
        row(Reshape.class, wrong + " but found [-2]; change the shape", () -> Reshape.of(-2)),
        row(
            Reshape.class,
            wrong + " but found [-1, 3, -1]; change the shape",
            () -> Reshape.of(-1, 3, -1)));
  }

  private static List<Refusal> functions() {
    ReLU relu = ReLU.of();
    String nan = NOT_A_NUMBER;
    return List.of(
        row(ReLU.class, "ReLU max_value" + NEGATIVE, () -> relu.withMaxValue(-0.5)),
        row(ReLU.class, "ReLU max_value" + nan, () -> relu.withMaxValue(Double.NaN)),
        row(ReLU.class, "ReLU negative_slope" + NEGATIVE, () -> relu.withNegativeSlope(-0.5)),
        row(ReLU.class, "ReLU threshold" + NEGATIVE, () -> relu.withThreshold(-0.5)),
        row(LeakyReLU.class, "LeakyReLU negative_slope" + NEGATIVE, () -> LeakyReLU.of(-0.5)),
        row(LeakyReLU.class, "LeakyReLU negative_slope" + nan, () -> LeakyReLU.of(Double.NaN)),
        row(ELU.class, "ELU alpha" + NEGATIVE, () -> ELU.of().withAlpha(-0.5)),
        row(ELU.class, "ELU alpha" + INFINITE, () -> ELU.of().withAlpha(Double.POSITIVE_INFINITY)),
        row(
            PReLU.class,
            "PReLU shared_axes" + BELOW_ONE,
            () -> PReLU.of().withSharedAxes(List.of(1, 0))),
        row(
            PReLU.class,
            "PReLU shared_axes: expected each value once but found [2, 1, 2];"
                + " remove the repeated one",
            () -> PReLU.of().withSharedAxes(List.of(2, 1, 2))));
  }

  private static List<Refusal> regularizers() {
    String rate = "Dropout rate: expected a number from 0 up to, but not including, 1 but found ";
    return List.of(
        row(Dropout.class, rate + "1; choose one in that range", () -> Dropout.of(1)),
        row(Dropout.class, rate + "-0.1; choose one in that range", () -> Dropout.of(-0.1)),
        row(Dropout.class, rate + "NaN; choose one in that range", () -> Dropout.of(Double.NaN)),
        row(GaussianNoise.class, "GaussianNoise stddev" + NEGATIVE, () -> GaussianNoise.of(-0.5)),
        row(
            MinibatchStdDev.class,
            "MinibatchStdDev group_size: expected a whole number of at least 2, since one image has"
                + " no deviation, but found 1; give 2 or more",
            () -> MinibatchStdDev.of().withGroupSize(1)),
        row(
            MinibatchStdDev.class,
            "MinibatchStdDev features" + BELOW_ONE,
            () -> MinibatchStdDev.of().withFeatures(0)));
  }

  private static List<Refusal> normalizations() {
    BatchNormalization batch = BatchNormalization.of();
    LayerNormalization layer = LayerNormalization.of();
    String last = " axis: expected -1, the last axis but found 1; move the channels last";
    String momentum = "BatchNormalization momentum: expected a number from 0 to 1 but found ";
    String epsilon = " epsilon" + NOT_ABOVE_ZERO;
    Class<?> b = BatchNormalization.class;
    Class<?> l = LayerNormalization.class;
    GroupNormalization group = GroupNormalization.of();
    Class<?> g = GroupNormalization.class;
    String groups =
        "GroupNormalization groups: expected at least 1, or -1 for a group of each channel,"
            + " but found ";
    return List.of(
        row(b, "BatchNormalization" + last, () -> batch.withAxis(1)),
        row(b, momentum + "1.01; choose one in that range", () -> batch.withMomentum(1.01)),
        row(b, momentum + "-0.01; choose one in that range", () -> batch.withMomentum(-0.01)),
        row(b, "BatchNormalization" + epsilon, () -> batch.withEpsilon(0)),
        row(l, "LayerNormalization" + last, () -> layer.withAxis(1)),
        row(l, "LayerNormalization" + epsilon, () -> layer.withEpsilon(0)),
        row(g, groups + "0; choose one of these", () -> group.withGroups(0)),
        row(g, groups + "-2; choose one of these", () -> group.withGroups(-2)),
        row(g, "GroupNormalization" + last, () -> group.withAxis(1)),
        row(g, "GroupNormalization" + epsilon, () -> group.withEpsilon(0)));
  }

  private static List<Refusal> initializers() {
    double nan = Double.NaN;
    String empty = "RandomUniform maxval - minval" + NOT_ABOVE_ZERO;
    Class<?> normal = Initializer.RandomNormal.class;
    Class<?> cut = Initializer.TruncatedNormal.class;
    Class<?> uniform = Initializer.RandomUniform.class;
    return List.of(
        row(
            Initializer.Constant.class,
            "Constant value" + NOT_A_NUMBER,
            () -> new Initializer.Constant(nan)),
        row(
            Initializer.Orthogonal.class,
            "Orthogonal gain" + INFINITE,
            () -> new Initializer.Orthogonal(1 / 0d)),
        row(
            Initializer.Identity.class,
            "Identity gain" + INFINITE,
            () -> new Initializer.Identity(1 / 0d)),
        row(
            WeightSpec.class,
            "expected a weight of two dimensions for an initializer Identity but found bias [3];"
                + " use another initializer",
            () -> new WeightSpec("bias", TensorShape.of(3), Initializer.Identity.of(), true)),
        row(normal, "RandomNormal mean" + NOT_A_NUMBER, () -> new Initializer.RandomNormal(nan, 1)),
        row(normal, "RandomNormal stddev" + NEGATIVE, () -> new Initializer.RandomNormal(0, -0.5)),
        row(
            cut,
            "TruncatedNormal mean" + INFINITE,
            () -> new Initializer.TruncatedNormal(1 / 0d, 1)),
        row(
            cut,
            "TruncatedNormal stddev" + NEGATIVE,
            () -> new Initializer.TruncatedNormal(0, -0.5)),
        row(
            uniform,
            "RandomUniform minval" + NOT_A_NUMBER,
            () -> new Initializer.RandomUniform(nan, 1)),
        row(uniform, empty, () -> new Initializer.RandomUniform(0.5, 0.5)));
  }

  private static List<Refusal> shapes() {
    String fits = "shape: expected dimensions of at least 1 with at most 2147483647 elements";
    Class<?> shape = TensorShape.class;
    return List.of(
        row(shape, fits + " but found [0]; change the sizes", () -> TensorShape.of(0)),
        row(shape, fits + " but found [3, -1]; change the sizes", () -> TensorShape.of(3, -1)),
        row(shape, fits + " but found [-2, -2]; change the sizes", () -> TensorShape.of(-2, -2)),
        row(
            shape,
            fits + " but found [65536, 65536]; change the sizes",
            () -> TensorShape.of(65536, 65536)),
        row(
            shape,
            fits + " but found [4294967299, 3]; change the sizes",
            () -> TensorShape.of(3).times((1L << 32) + 3)),
        row(
            shape,
            fits + " but found [-4294967293, 3]; change the sizes",
            () -> TensorShape.of(3).times(-(1L << 32) + 3)),
        row(shape, fits + " but found [0, 3]; change the sizes", () -> TensorShape.of(3).times(0)));
  }
}
