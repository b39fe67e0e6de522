package org.ganforge.tf.onnx;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Padding;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;

/** Layers that slide a kernel over images, with the channels first. */
final class Convolutions {
  private Convolutions() {}

  static Value plain(Conv2D layer, OnnxContext context, Value input) {
    Window window =
        new Window(layer.kernelSize(), layer.strides(), layer.padding(), layer.dilationRate());
    FloatTensor kernel = Axes.permuted(context.weight("kernel"), 3, 2, 0, 1);
    Value output = slide(context, input, window, layer.groups(), "kernel", kernel, layer.useBias());
    return finished(context, output, layer.activation());
  }

  static Value depthwise(DepthwiseConv2D layer, OnnxContext context, Value input) {
    Window window =
        new Window(layer.kernelSize(), layer.strides(), layer.padding(), layer.dilationRate());
    int channels = input.shape().dim(2);
    FloatTensor kernel = ofChannels(context.weight("kernel"));
    Value output = slide(context, input, window, channels, "kernel", kernel, layer.useBias());
    return finished(context, output, layer.activation());
  }

  static Value separable(SeparableConv2D layer, OnnxContext context, Value input) {
    Window window =
        new Window(layer.kernelSize(), layer.strides(), layer.padding(), layer.dilationRate());
    int channels = input.shape().dim(2);
    FloatTensor kernel = ofChannels(context.weight("depthwise_kernel"));
    Value middle = slide(context, input, window, channels, "depthwise_kernel", kernel, false);
    FloatTensor points = Axes.permuted(context.weight("pointwise_kernel"), 3, 2, 0, 1);
    Value output =
        slide(context, middle, Window.POINT, 1, "pointwise_kernel", points, layer.useBias());
    return finished(context, output, layer.activation());
  }

  /** Returns {@code [channels * multiplier, 1, rows, columns]} of a depthwise kernel. */
  private static FloatTensor ofChannels(FloatTensor kernel) {
    TensorShape shape = kernel.shape();
    return Axes.reshaped(
        Axes.permuted(kernel, 2, 3, 0, 1),
        shape.dim(2) * shape.dim(3),
        1,
        shape.dim(0),
        shape.dim(1));
  }

  private static Value slide(
      OnnxContext context,
      Value input,
      Window window,
      int groups,
      String name,
      FloatTensor kernel,
      boolean useBias) {
    Value first = context.first(input);
    List<String> taken = new ArrayList<>(List.of(first.name(), context.constant(name, kernel)));
    if (useBias) {
      taken.add(context.constant("bias", context.weight("bias")));
    }
    List<Attribute> attributes = new ArrayList<>(window.attributes(input.shape()));
    attributes.add(Attribute.numbers("dilations", Window.pair(window.dilation())));
    attributes.add(Attribute.number("group", groups));
    TensorShape places = context.outputShape();
    TensorShape shape = TensorShape.of(places.dim(0), places.dim(1), kernel.shape().dim(0));
    String output = context.node("Conv", taken, attributes.toArray(Attribute[]::new));
    return new Value(output, shape, true);
  }

  private static Value finished(OnnxContext context, Value output, ActivationFunction function) {
    return Activations.apply(context, function, output);
  }

  /**
   * ONNX's automatic padding differs from Keras', so the padding is explicit: that of the
   * convolution whose gradient this layer is, from the output to the input.
   */
  static Value transposed(Conv2DTranspose layer, OnnxContext context, Value input) {
    TensorShape in = input.shape();
    TensorShape out = context.outputShape();
    Edge rows = edge(layer, true, in.dim(0), out.dim(0));
    Edge columns = edge(layer, false, in.dim(1), out.dim(1));
    Value first = context.first(input);
    List<String> taken = new ArrayList<>();
    taken.add(first.name());
    taken.add(context.constant("kernel", Axes.permuted(context.weight("kernel"), 3, 2, 0, 1)));
    if (layer.useBias()) {
      taken.add(context.constant("bias", context.weight("bias")));
    }
    Value output =
        context.output(
            "ConvTranspose",
            true,
            taken,
            Attribute.numbers("kernel_shape", Window.pair(layer.kernelSize())),
            Attribute.numbers("strides", Window.pair(layer.strides())),
            Attribute.numbers("dilations", Window.pair(layer.dilationRate())),
            Attribute.numbers("pads", rows.before, columns.before, rows.after, columns.after),
            Attribute.numbers("output_padding", rows.extra, columns.extra));
    return finished(context, output, layer.activation());
  }

  /**
   * The cropping and padding along one axis of the full result, which is {@code (in - 1) * stride +
   * reach} long.
   *
   * @param before how many numbers are cut off at the start
   * @param after how many are cut off at the end
   * @param extra how many are added at the end
   */
  private record Edge(long before, long after, long extra) {}

  private static Edge edge(Conv2DTranspose layer, boolean isRows, int in, int out) {
    Size2D kernel = layer.kernelSize();
    Size2D rate = layer.dilationRate();
    int stride = isRows ? layer.strides().rows() : layer.strides().columns();
    int reach =
        isRows
            ? Window.reach(kernel.rows(), rate.rows())
            : Window.reach(kernel.columns(), rate.columns());
    int full = (in - 1) * stride + reach;
    int before = layer.padding() == Padding.SAME ? Math.max(0, full - out) / 2 : 0;
    int after = full - before - out;
    return new Edge(before, Math.max(0, after), Math.max(0, -after));
  }
}
