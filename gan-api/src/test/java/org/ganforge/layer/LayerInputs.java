package org.ganforge.layer;

import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Refusal;

/** Every input shape that a layer cannot take, with its message; the network adds the place. */
final class LayerInputs {
  private static final Size2D WIDE = Size2D.of(2, 5);
  private static final TensorShape IMAGE = TensorShape.of(4, 4, 3);

  private LayerInputs() {}

  static List<Refusal> all() {
    return Stream.of(images(), windows(), groups(), croppings(), others())
        .flatMap(List::stream)
        .toList();
  }

  private static Refusal row(Layer layer, TensorShape input, String message) {
    return new Refusal(layer.getClass(), () -> layer.outputShape(input), message);
  }

  private static List<Refusal> images() {
    return Stream.of(
            Conv2D.of(1, 1),
            Conv2DTranspose.of(1, 1),
            DepthwiseConv2D.of(1),
            SeparableConv2D.of(1, 1),
            MaxPooling2D.of(),
            AveragePooling2D.of(),
            GlobalAveragePooling2D.of(),
            GlobalMaxPooling2D.of(),
            Cropping2D.of(),
            UpSampling2D.of(),
            ZeroPadding2D.of())
        .flatMap(layer -> Stream.of(notAnImage(layer, 128), notAnImage(layer, 2, 4, 4, 1)))
        .toList();
  }

  private static Refusal notAnImage(Layer layer, int... dims) {
    TensorShape input = TensorShape.of(dims);
    String message =
        "expected a rank-3 input [height, width, channels] but found "
            + input
            + "; put a Reshape before it";
    return row(layer, input, message);
  }

  private static List<Refusal> windows() {
    String end =
        " for a window with padding \"valid\" but found 4x4; use padding \"same\", a smaller window"
            + " or a larger image";
    return List.of(
        row(Conv2D.of(1, WIDE), IMAGE, "expected an image of at least 2x5" + end),
        row(
            Conv2D.of(1, 3).withDilationRate(Size2D.of(1, 2)),
            IMAGE,
            "expected an image of at least 3x5" + end),
        row(Conv2D.of(1, 99).withStrides(7), IMAGE, "expected an image of at least 99x99" + end),
        row(DepthwiseConv2D.of(WIDE), IMAGE, "expected an image of at least 2x5" + end),
        row(
            SeparableConv2D.of(1, 3).withDilationRate(Size2D.of(1, 2)),
            IMAGE,
            "expected an image of at least 3x5" + end),
        row(MaxPooling2D.of().withPoolSize(WIDE), IMAGE, "expected an image of at least 2x5" + end),
        row(
            AveragePooling2D.of().withPoolSize(Size2D.of(5, 4)),
            IMAGE,
            "expected an image of at least 5x4" + end));
  }

  private static List<Refusal> groups() {
    String end = " but found [4, 4, 3]; change groups or the layer before it";
    return List.of(
        row(
            Conv2D.of(4, 1).withGroups(2),
            IMAGE,
            "expected a number of channels divisible by its 2 groups" + end),
        row(
            GroupNormalization.of(),
            IMAGE,
            "expected a number of channels divisible by its 32 groups" + end),
        row(
            MinibatchStdDev.of().withFeatures(2),
            IMAGE,
            "expected a number of channels that its 2 features divide but found [4, 4, 3]; change"
                + " features or the layer before it"));
  }

  private static List<Refusal> croppings() {
    String end = " but found 4x4; crop less, or use a larger image";
    int max = Integer.MAX_VALUE;
    return Stream.of(
            Padding2D.of(3, 1, 0, 0), Padding2D.of(0, 0, 0, 4), Padding2D.of(max, max, 1, 2))
        .map(
            cropping ->
                row(
                    Cropping2D.of().withCropping(cropping),
                    IMAGE,
                    "expected an image larger than the cropping of "
                        + ((long) cropping.top() + cropping.bottom())
                        + "x"
                        + (cropping.left() + cropping.right())
                        + end))
        .toList();
  }

  private static List<Refusal> others() {
    String end = "; change target_shape or the layer before it";
    return List.of(
        row(
            Dense.of(1),
            TensorShape.of(),
            "expected an input of rank 1 or more but found []; put a Reshape before it"),
        row(
            PReLU.of().withSharedAxes(List.of(1, 4)),
            IMAGE,
            "expected an input with an axis 4 to share, the batch being axis 0"
                + " but found [4, 4, 3]; change shared_axes"),
        row(
            Reshape.of(4, 11),
            IMAGE,
            "expected an input whose 48 numbers fit the target shape"
                + " but found [4, 4, 3] for [4, 11]"
                + end),
        row(
            Reshape.of(-1, 5),
            IMAGE,
            "expected an input whose 48 numbers fit the target shape"
                + " but found [4, 4, 3] for [-1, 5]"
                + end),
        row(
            Reshape.of(49, -1),
            IMAGE,
            "expected an input whose 48 numbers fit the target shape"
                + " but found [4, 4, 3] for [49, -1]"
                + end));
  }
}
