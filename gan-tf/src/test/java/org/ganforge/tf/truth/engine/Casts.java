package org.ganforge.tf.truth.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Conversions to other types and back: bfloat16 rounds to nearest, ties to even; integers truncate.
 */
final class Casts {
  private Casts() {}

  static List<Operation> all() {
    return List.of(
        new Operation(
            "Cast, bfloat16",
            0,
            draw ->
                question(
                    draw,
                    true,
                    Casts::rounded,
                    (tf, in) ->
                        List.of(
                            tf.dtypes.cast(
                                tf.dtypes.cast(in.get(0), TBfloat16.class), TFloat32.class)))),
        new Operation(
            "Cast, int32",
            0,
            draw ->
                question(
                    draw,
                    false,
                    x -> x < 0 ? Math.ceil(x) : Math.floor(x),
                    (tf, in) ->
                        List.of(
                            tf.dtypes.cast(
                                tf.dtypes.cast(in.get(0), TInt32.class), TFloat32.class)))),
        new Operation(
            "Greater",
            0,
            draw ->
                question(
                    draw,
                    false,
                    x -> x > 0.5 ? 1 : 0,
                    (tf, in) ->
                        List.of(
                            tf.dtypes.cast(
                                tf.math.greater(in.get(0), tf.constant(0.5f)), TFloat32.class)))));
  }

  private static Question question(
      Draw draw, boolean gradient, DoubleUnaryOperator function, Form form) {
    TensorShape shape = TensorShape.of(draw.between(1, 100_000));
    FloatTensor input = draw.tensor(shape, -100, 100);
    FloatTensor cotangent = draw.tensor(shape);
    Expected output = Expected.of("output", each(input, function));
    return new Question(
        shape.toString(),
        List.of(input),
        form,
        gradient ? Optional.of(cotangent) : Optional.empty(),
        gradient
            ? List.of(output, Expected.of("gradient", each(cotangent, function)))
            : List.of(output));
  }

  private static double[] each(FloatTensor values, DoubleUnaryOperator function) {
    double[] results = new double[values.shape().size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = function.applyAsDouble(values.get(i));
    }
    return results;
  }

  /** Returns the nearest number with 8 significant bits. */
  private static double rounded(double x) {
    double unit = Math.scalb(1.0, Math.getExponent(x) - 7);
    return Math.rint(x / unit) * unit;
  }
}
