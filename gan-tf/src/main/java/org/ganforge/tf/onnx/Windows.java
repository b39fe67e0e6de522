package org.ganforge.tf.onnx;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.Cropping2D;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.GlobalMaxPooling2D;
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.ZeroPadding2D;

/** Layers that pool or resize images, with the channels first. */
final class Windows {
  private static final Size2D ONE = Size2D.of(1);

  private Windows() {}

  /** The mean leaves the padding out, which is also ONNX's default. */
  static Value average(AveragePooling2D layer, OnnxContext context, Value input) {
    Window window = new Window(layer.poolSize(), layer.stepSize(), layer.padding(), ONE);
    return slide("AveragePool", context, input, window);
  }

  static Value max(MaxPooling2D layer, OnnxContext context, Value input) {
    Window window = new Window(layer.poolSize(), layer.stepSize(), layer.padding(), ONE);
    return slide("MaxPool", context, input, window);
  }

  private static Value slide(String op, OnnxContext context, Value input, Window window) {
    Value first = context.first(input);
    Attribute[] attributes = window.attributes(input.shape()).toArray(Attribute[]::new);
    return context.output(op, true, List.of(first.name()), attributes);
  }

  static Value globalAverage(GlobalAveragePooling2D layer, OnnxContext context, Value input) {
    List<String> taken = List.of(context.first(input).name(), context.numbers("axes", 2, 3));
    return context.output("ReduceMean", true, taken, kept(layer.keepdims()));
  }

  static Value globalMax(GlobalMaxPooling2D layer, OnnxContext context, Value input) {
    List<String> taken = List.of(context.first(input).name(), context.numbers("axes", 2, 3));
    return context.output("ReduceMax", true, taken, kept(layer.keepdims()));
  }

  private static Attribute kept(boolean keepdims) {
    return Attribute.number("keepdims", keepdims ? 1 : 0);
  }

  static Value crop(Cropping2D layer, OnnxContext context, Value input) {
    Padding2D cut = layer.cropping();
    TensorShape out = context.outputShape();
    return context.output(
        "Slice",
        true,
        List.of(
            context.first(input).name(),
            context.numbers("starts", cut.top(), cut.left()),
            context.numbers("ends", cut.top() + out.dim(0), cut.left() + out.dim(1)),
            context.numbers("axes", 2, 3)));
  }

  static Value pad(ZeroPadding2D layer, OnnxContext context, Value input) {
    Padding2D zeros = layer.padding();
    String pads =
        context.numbers(
            "pads", 0, 0, zeros.top(), zeros.left(), 0, 0, zeros.bottom(), zeros.right());
    return context.output("Pad", true, List.of(context.first(input).name(), pads));
  }

  static Value enlarge(UpSampling2D layer, OnnxContext context, Value input) {
    List<Attribute> attributes = new ArrayList<>();
    if (layer.interpolation() == Interpolation.NEAREST) {
      attributes.add(Attribute.text("mode", "nearest"));
      attributes.add(Attribute.text("coordinate_transformation_mode", "asymmetric"));
      attributes.add(Attribute.text("nearest_mode", "floor"));
    } else {
      attributes.add(Attribute.text("mode", "linear"));
      attributes.add(Attribute.text("coordinate_transformation_mode", "half_pixel"));
    }
    Size2D size = layer.size();
    String scales = context.row("scales", 1, 1, size.rows(), size.columns());
    return context.output(
        "Resize",
        true,
        List.of(context.first(input).name(), "", scales),
        attributes.toArray(Attribute[]::new));
  }
}
