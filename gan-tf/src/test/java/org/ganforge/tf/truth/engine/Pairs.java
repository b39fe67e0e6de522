package org.ganforge.tf.truth.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Functions of two numbers, either of which may be broadcast along a whole axis. */
record Pairs(
    Build build,
    DoubleBinaryOperator value,
    DoubleBinaryOperator left,
    DoubleBinaryOperator right) {
  /** Builds the operation. */
  @FunctionalInterface
  interface Build {
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> left, Operand<TFloat32> right);
  }

  static List<Operation> all() {
    return List.of(
        of("AddV2", (tf, a, b) -> tf.math.add(a, b), (a, b) -> a + b, (a, b) -> 1, (a, b) -> 1),
        of("Sub", (tf, a, b) -> tf.math.sub(a, b), (a, b) -> a - b, (a, b) -> 1, (a, b) -> -1),
        of("Mul", (tf, a, b) -> tf.math.mul(a, b), (a, b) -> a * b, (a, b) -> b, (a, b) -> a),
        of(
            "RealDiv",
            (tf, a, b) -> tf.math.div(a, b),
            (a, b) -> a / b,
            (a, b) -> 1 / b,
            (a, b) -> -a / (b * b)),
        of(
            "SquaredDifference",
            (tf, a, b) -> tf.math.squaredDifference(a, b),
            (a, b) -> (a - b) * (a - b),
            (a, b) -> 2 * (a - b),
            (a, b) -> 2 * (b - a)),
        of(
            "Maximum",
            (tf, a, b) -> tf.math.maximum(a, b),
            Math::max,
            (a, b) -> a > b ? 1 : 0,
            (a, b) -> b > a ? 1 : 0),
        of(
            "Minimum",
            (tf, a, b) -> tf.math.minimum(a, b),
            Math::min,
            (a, b) -> a < b ? 1 : 0,
            (a, b) -> b < a ? 1 : 0));
  }

  private static Operation of(
      String name,
      Build build,
      DoubleBinaryOperator value,
      DoubleBinaryOperator left,
      DoubleBinaryOperator right) {
    Pairs pairs = new Pairs(build, value, left, right);
    return Operation.of(name, pairs::question);
  }

  private Question question(Draw draw) {
    List<TensorShape> shapes = shapes(draw);
    TensorShape to = shapes.get(2);
    FloatTensor a = draw.tensor(shapes.get(0), 0.5, 2);
    FloatTensor b = draw.tensor(shapes.get(1), 0.5, 2);
    FloatTensor cotangent = draw.tensor(to);
    double[] values = new double[to.size()];
    double[] toA = new double[a.shape().size()];
    double[] toB = new double[b.shape().size()];
    for (int i = 0; i < values.length; i++) {
      int[] place = Places.of(to, i);
      int x = serving(a.shape(), place);
      int y = serving(b.shape(), place);
      values[i] = value.applyAsDouble(a.get(x), b.get(y));
      toA[x] += cotangent.get(i) * left.applyAsDouble(a.get(x), b.get(y));
      toB[y] += cotangent.get(i) * right.applyAsDouble(a.get(x), b.get(y));
    }
    return new Question(
        a.shape() + " and " + b.shape(),
        List.of(a, b),
        (tf, in) -> List.of(build.of(tf, in.get(0), in.get(1))),
        Optional.of(cotangent),
        List.of(
            Expected.of("output", values),
            gradient("left", toA, values.length),
            gradient("right", toB, values.length)));
  }

  /** A gradient that is a sum of many terms can cancel; the terms are about 1/2. */
  private static Expected gradient(String name, double[] values, int terms) {
    double scale = Math.sqrt(terms / (double) values.length) / 2;
    for (double value : values) {
      scale = Math.max(scale, Math.abs(value));
    }
    return Expected.of("gradient of " + name, values, scale);
  }

  /** Returns the index of the number used for a place. */
  private static int serving(TensorShape shape, int[] place) {
    int[] inner = new int[shape.rank()];
    System.arraycopy(place, place.length - inner.length, inner, 0, inner.length);
    return Places.index(shape, inner);
  }

  /** Returns the shapes of left, right and output: equal, or one of the first two smaller. */
  private static List<TensorShape> shapes(Draw draw) {
    TensorShape to =
        draw.coin() ? draw.images() : TensorShape.of(draw.between(1, 150), draw.channels());
    List<Integer> fewer = new ArrayList<>(to.dims());
    switch (draw.between(0, 4)) {
      case 0 -> fewer = List.of(to.dim(-1));
      case 1 -> fewer.set(to.rank() - 1, 1);
      case 2 -> fewer.set(0, 1);
      case 3 -> fewer = List.of();
      default -> {}
    }
    TensorShape small = new TensorShape(fewer);
    return draw.coin() ? List.of(to, small, to) : List.of(small, to, to);
  }
}
