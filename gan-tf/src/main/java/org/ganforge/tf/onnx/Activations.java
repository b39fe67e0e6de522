package org.ganforge.tf.onnx;

import java.util.List;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.ELU;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.PReLU;
import org.ganforge.layer.ReLU;

/** Elementwise functions, in whichever layout their input has. */
final class Activations {
  private Activations() {}

  /** Returns the function of {@code x}. */
  static Value apply(OnnxContext context, ActivationFunction function, Value x) {
    return switch (function) {
      case LINEAR -> x;
      case RELU -> context.map("Relu", x);
      case SIGMOID -> context.map("Sigmoid", x);
      case TANH -> context.map("Tanh", x);
      case SOFTMAX ->
          context.map("Softmax", x, Attribute.number("axis", x.axis(x.shape().rank() - 1)));
      case SOFTPLUS -> context.map("Softplus", x);
      case SOFTSIGN -> context.map("Softsign", x);
      case ELU -> context.map("Elu", x);
      case SELU -> context.map("Selu", x);
      case GELU -> gelu(context, x);
      case SILU -> context.map("Mul", x, context.map("Sigmoid", x));
      case EXPONENTIAL -> context.map("Exp", x);
    };
  }

  /** ONNX has a Gelu only since opset 20. */
  private static Value gelu(OnnxContext context, Value x) {
    Value inner = context.map("Div", x, context.scalar("root", Math.sqrt(2)));
    Value twice =
        context.map("Add", context.map("Erf", inner), context.scalar("one", 1)); // 2 Phi(x)
    return context.map("Mul", context.map("Mul", x, twice), context.scalar("half", 0.5));
  }

  static Value elu(ELU layer, OnnxContext context, Value x) {
    return context.map("Elu", x, Attribute.real("alpha", layer.alpha()));
  }

  static Value leaky(LeakyReLU layer, OnnxContext context, Value x) {
    return context.map("LeakyRelu", x, Attribute.real("alpha", layer.negativeSlope()));
  }

  static Value parametric(PReLU layer, OnnxContext context, Value x) {
    FloatTensor alpha = context.weight("alpha");
    FloatTensor laidOut = x.channelsFirst() ? Axes.channelsFirst(alpha) : alpha;
    return context.map("PRelu", x, context.constant("alpha", laidOut));
  }

  static Value relu(ReLU layer, OnnxContext context, Value x) {
    Value output = layer.threshold() == 0 ? context.map("Relu", x) : above(layer, context, x);
    Double max = layer.maxValue();
    if (max != null) {
      output = context.map("Min", output, context.scalar("max_value", max));
    }
    if (layer.negativeSlope() == 0) {
      return output;
    }
    String threshold = context.scalar("threshold", layer.threshold());
    Value below =
        context.map(
            "Mul",
            context.map("Min", context.map("Sub", x, threshold), context.scalar("zero", 0)),
            context.scalar("negative_slope", layer.negativeSlope()));
    return context.map("Add", output, below);
  }

  /** Returns {@code x} above the threshold, and 0 elsewhere. */
  private static Value above(ReLU layer, OnnxContext context, Value x) {
    String isAbove =
        context.node("Greater", List.of(x.name(), context.scalar("threshold", layer.threshold())));
    String zero = context.scalar("zero", 0);
    return x.withName(context.node("Where", List.of(isAbove, x.name(), zero)));
  }
}
