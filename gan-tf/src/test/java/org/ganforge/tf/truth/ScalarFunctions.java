package org.ganforge.tf.truth;

import java.util.List;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.ReLU;

/** The activation functions that act on each number by itself. */
final class ScalarFunctions {
  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  private ScalarFunctions() {}

  static ScalarFunction of(ActivationFunction function) {
    return switch (function) {
      case LINEAR -> ScalarFunction.smooth(x -> x, x -> 1);
      case RELU -> leakyRelu(0);
      case SIGMOID ->
          ScalarFunction.smooth(ScalarFunctions::sigmoid, x -> sigmoid(x) * sigmoid(-x));
      case TANH -> ScalarFunction.smooth(Math::tanh, x -> 1 - Math.tanh(x) * Math.tanh(x));
      case SOFTPLUS ->
          ScalarFunction.smooth(
              x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), ScalarFunctions::sigmoid);
      case SOFTSIGN ->
          ScalarFunction.smooth(
              x -> x / (1 + Math.abs(x)), x -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x))));
      case ELU -> elu(1);
      case SELU ->
          ScalarFunction.bent(
              x -> SELU_SCALE * SELU_ALPHA * Math.expm1(x),
              x -> SELU_SCALE * SELU_ALPHA * Math.exp(x),
              x -> SELU_SCALE * x,
              x -> SELU_SCALE);
      case GELU ->
          ScalarFunction.smooth(
              x -> x * NormalDistribution.cumulative(x),
              x -> NormalDistribution.cumulative(x) + x * NormalDistribution.density(x));
      case SILU ->
          ScalarFunction.smooth(x -> x * sigmoid(x), x -> sigmoid(x) * (1 + x * sigmoid(-x)));
      case EXPONENTIAL -> ScalarFunction.smooth(Math::exp, Math::exp);
      case SOFTMAX -> throw new IllegalArgumentException("softmax mixes numbers");
    };
  }

  static ScalarFunction leakyRelu(double slope) {
    return ScalarFunction.bent(x -> slope * x, x -> slope, x -> x, x -> 1);
  }

  static ScalarFunction elu(double alpha) {
    ScalarFunction elu =
        ScalarFunction.bent(x -> alpha * Math.expm1(x), x -> alpha * Math.exp(x), x -> x, x -> 1);
    return alpha == 1 ? ScalarFunction.smooth(elu.value(), elu.slope()) : elu;
  }

  /** Keras' ReLU: a slope below the threshold, the identity above it, a maximum. */
  static ScalarFunction relu(ReLU layer) {
    double threshold = layer.threshold();
    Double given = layer.maxValue();
    double max = given == null ? Double.POSITIVE_INFINITY : given;
    return new ScalarFunction(
        x -> x > threshold ? Math.min(x, max) : layer.negativeSlope() * (x - threshold),
        x -> x > max ? 0 : x > threshold ? 1 : layer.negativeSlope(),
        given == null ? List.of(threshold) : List.of(threshold, max));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
