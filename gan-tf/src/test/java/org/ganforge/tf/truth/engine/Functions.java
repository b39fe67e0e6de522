package org.ganforge.tf.truth.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.Activations;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** Functions of one number: activations, as built by the library, and others. */
final class Functions {
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;

  private Functions() {}

  static List<Operation> all() {
    List<Operation> all = new ArrayList<>(activations());
    all.add(
        of(
            "LeakyRelu",
            (tf, x) -> tf.nn.leakyRelu(x, LeakyRelu.alpha(0.2f)),
            x -> x < 0 ? 0.2 * x : x,
            x -> x < 0 ? 0.2 : 1));
    all.add(of("Neg", (tf, x) -> tf.math.neg(x), x -> -x, x -> -1));
    all.add(of("Square", (tf, x) -> tf.math.square(x), x -> x * x, x -> 2 * x));
    all.add(
        of(
            "ClipByValue",
            (tf, x) -> tf.clipByValue(x, tf.constant(-0.5f), tf.constant(0.5f)),
            x -> Math.max(-0.5, Math.min(0.5, x)),
            x -> Math.abs(x) < 0.5 ? 1 : 0));
    all.add(positive("Sqrt", (tf, x) -> tf.math.sqrt(x), Math::sqrt, x -> 0.5 / Math.sqrt(x)));
    all.add(
        positive(
            "Rsqrt",
            (tf, x) -> tf.math.rsqrt(x),
            x -> 1 / Math.sqrt(x),
            x -> -0.5 / (x * Math.sqrt(x))));
    all.add(positive("Log", (tf, x) -> tf.math.log(x), Math::log, x -> 1 / x));
    all.add(positive("Pow", (tf, x) -> tf.math.pow(x, tf.constant(1f)), x -> x, x -> 1));
    all.add(of("Cos", (tf, x) -> tf.math.cos(x), Math::cos, x -> -Math.sin(x)));
    return all;
  }

  private static List<Operation> activations() {
    return List.of(
        activation(ActivationFunction.RELU, x -> Math.max(x, 0), x -> x > 0 ? 1 : 0),
        activation(
            ActivationFunction.SIGMOID, Functions::sigmoid, x -> sigmoid(x) * (1 - sigmoid(x))),
        activation(ActivationFunction.TANH, Math::tanh, x -> 1 - Math.tanh(x) * Math.tanh(x)),
        activation(
            ActivationFunction.SOFTPLUS,
            x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
            Functions::sigmoid),
        activation(
            ActivationFunction.SOFTSIGN,
            x -> x / (1 + Math.abs(x)),
            x -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)))),
        activation(
            ActivationFunction.ELU, x -> x < 0 ? Math.expm1(x) : x, x -> x < 0 ? Math.exp(x) : 1),
        activation(
            ActivationFunction.SELU,
            x -> SELU_SCALE * (x < 0 ? SELU_ALPHA * Math.expm1(x) : x),
            x -> SELU_SCALE * (x < 0 ? SELU_ALPHA * Math.exp(x) : 1)),
        activation(
            ActivationFunction.SILU,
            x -> x * sigmoid(x),
            x -> sigmoid(x) * (1 + x * (1 - sigmoid(x)))),
        activation(
            ActivationFunction.GELU,
            x -> x * normal(x),
            x -> normal(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI)),
        activation(ActivationFunction.EXPONENTIAL, Math::exp, Math::exp));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /**
   * Returns the normal distribution function: 1/2 + density(x) (x + x^3/3 + x^5/15 + ...), the
   * series of Marsaglia 2004.
   */
  private static double normal(double x) {
    if (Math.abs(x) > 8) {
      return x < 0 ? 0 : 1;
    }
    double sum = 0;
    double term = x;
    for (int i = 1; sum + term != sum; i++) {
      sum += term;
      term *= x * x / (2 * i + 1);
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  private static Operation activation(
      ActivationFunction function, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    return of(function.name(), (tf, x) -> Activations.apply(tf, function, x), value, slope);
  }

  private static Operation positive(
      String name,
      BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> form,
      DoubleUnaryOperator value,
      DoubleUnaryOperator slope) {
    return Operation.of(
        name,
        draw -> {
          FloatTensor input = draw.tensor(shape(draw), 0.1, 4);
          return question(draw, input, form, value, slope);
        });
  }

  private static Operation of(
      String name,
      BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> form,
      DoubleUnaryOperator value,
      DoubleUnaryOperator slope) {
    return Operation.of(
        name,
        draw -> {
          double far = draw.between(0, 3) == 0 ? 20 : 3;
          FloatTensor input = awayFromZero(draw.tensor(shape(draw), -far, far));
          return question(draw, input, form, value, slope);
        });
  }

  /**
   * Many functions have a kink at zero. The engine infers the side from the output, which for SELU
   * rounds to zero below 6e-8.
   */
  private static FloatTensor awayFromZero(FloatTensor tensor) {
    float[] values = tensor.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]) < 1e-4f ? 1e-4f : values[i];
    }
    return FloatTensor.wrap(tensor.shape(), values);
  }

  /** Returns a vector, a batch of vectors or of images; some large enough to be split. */
  private static TensorShape shape(Draw draw) {
    return switch (draw.between(0, 3)) {
      case 0 -> TensorShape.of(draw.between(1, 300_000));
      case 1 -> TensorShape.of(draw.between(1, 150), draw.channels());
      default -> draw.images();
    };
  }

  private static Question question(
      Draw draw,
      FloatTensor input,
      BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> form,
      DoubleUnaryOperator value,
      DoubleUnaryOperator slope) {
    FloatTensor cotangent = draw.tensor(input.shape());
    double[] values = new double[input.shape().size()];
    double[] gradient = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsDouble(input.get(i));
      gradient[i] = cotangent.get(i) * slope.applyAsDouble(input.get(i));
    }
    return new Question(
        input.shape().toString(),
        List.of(input),
        (tf, in) -> List.of(form.apply(tf, in.get(0))),
        Optional.of(cotangent),
        List.of(Expected.of("output", values), Expected.of("gradient", gradient)));
  }
}
