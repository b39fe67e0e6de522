package org.ganforge.tf.truth.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;

/** Sums and means over axes, of several tensors, and with a bias. */
final class Sums {
  private Sums() {}

  static List<Operation> all() {
    return List.of(
        Operation.of("Sum", draw -> reduction(draw, false)),
        Operation.of("Mean", draw -> reduction(draw, true)),
        Operation.of("AddN", Sums::addN),
        Operation.of("BiasAdd", Sums::biasAdd),
        Operation.of("L2Loss", Sums::l2Loss));
  }

  private static Question reduction(Draw draw, boolean mean) {
    TensorShape from =
        draw.coin() ? draw.images() : TensorShape.of(draw.between(1, 150), draw.channels());
    int rank = from.rank();
    int[] axes =
        switch (draw.between(0, 3)) {
          case 0 -> new int[] {rank - 1};
          case 1 -> new int[] {0};
          case 2 -> rank == 4 ? new int[] {1, 2} : new int[] {1};
          default -> rank == 4 ? new int[] {0, 1, 2, 3} : new int[] {0, 1};
        };
    boolean keep = draw.coin();
    List<Integer> kept = new ArrayList<>(from.dims());
    int share = 1;
    for (int axis : axes) {
      share *= from.dim(axis);
      kept.set(axis, 1);
    }
    TensorShape to = new TensorShape(kept);
    LinearMap map = new LinearMap(from, to);
    for (int i = 0; i < from.size(); i++) {
      map.add(i, Places.index(to, Places.of(from, i)), mean ? 1.0 / share : 1);
    }
    String shape = from + " over " + Arrays.toString(axes);
    return LinearQuestion.of(
        shape,
        draw,
        List.of(draw.tensor(from)),
        List.of(map),
        (tf, in) -> {
          var over = tf.constant(axes);
          var sum =
              mean
                  ? tf.math.mean(in.get(0), over, Mean.keepDims(keep))
                  : tf.reduceSum(in.get(0), over, ReduceSum.keepDims(keep));
          return List.of(tf.reshape(sum, tf.constant(to.toArray())));
        });
  }

  private static Question addN(Draw draw) {
    TensorShape shape = draw.images();
    int terms = draw.between(1, 9);
    LinearMap same = new LinearMap(shape, shape);
    for (int i = 0; i < shape.size(); i++) {
      same.add(i, i, 1);
    }
    List<FloatTensor> inputs = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      inputs.add(draw.tensor(shape));
    }
    return LinearQuestion.of(
        terms + " of " + shape,
        draw,
        inputs,
        Collections.nCopies(terms, same),
        (tf, in) -> List.of(tf.math.addN(in)));
  }

  private static Question biasAdd(Draw draw) {
    boolean images = draw.coin();
    TensorShape shape =
        images ? draw.images() : TensorShape.of(draw.between(1, 150), draw.channels());
    int channels = shape.dim(-1);
    LinearMap same = new LinearMap(shape, shape);
    LinearMap bias = new LinearMap(TensorShape.of(channels), shape);
    for (int i = 0; i < shape.size(); i++) {
      same.add(i, i, 1);
      bias.add(i % channels, i, 1);
    }
    return LinearQuestion.of(
        shape.toString(),
        draw,
        List.of(draw.tensor(shape), draw.tensor(TensorShape.of(channels))),
        List.of(same, bias),
        (tf, in) -> List.of(tf.nn.biasAdd(in.get(0), in.get(1))));
  }

  private static Question l2Loss(Draw draw) {
    FloatTensor input = draw.tensor(TensorShape.of(draw.between(1, 300_000)));
    FloatTensor cotangent = draw.tensor(TensorShape.of(), 0.5, 1);
    double[] gradient = new double[input.shape().size()];
    double sum = 0;
    for (int i = 0; i < gradient.length; i++) {
      sum += 0.5 * input.get(i) * input.get(i);
      gradient[i] = (double) input.get(i) * cotangent.get(0);
    }
    return new Question(
        input.shape().toString(),
        List.of(input),
        (tf, in) -> List.of(tf.nn.l2Loss(in.get(0))),
        Optional.of(cotangent),
        List.of(Expected.of("output", new double[] {sum}), Expected.of("gradient", gradient)));
  }
}
