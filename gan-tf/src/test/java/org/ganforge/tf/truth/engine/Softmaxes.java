package org.ganforge.tf.truth.engine;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/** Softmax over the last axis. */
final class Softmaxes {
  private Softmaxes() {}

  static List<Operation> all() {
    return List.of(Operation.of("Softmax", Softmaxes::question));
  }

  private static Question question(Draw draw) {
    TensorShape shape =
        draw.coin() ? draw.images() : TensorShape.of(draw.between(1, 150), draw.channels());
    int classes = shape.dim(-1);
    FloatTensor input = draw.tensor(shape, -5, 5);
    FloatTensor cotangent = draw.tensor(shape);
    double[] values = new double[shape.size()];
    double[] gradient = new double[values.length];
    for (int row = 0; row < values.length; row += classes) {
      double sum = 0;
      for (int i = row; i < row + classes; i++) {
        values[i] = Math.exp(input.get(i));
        sum += values[i];
      }
      double mean = 0;
      for (int i = row; i < row + classes; i++) {
        values[i] /= sum;
        mean += values[i] * cotangent.get(i);
      }
      for (int i = row; i < row + classes; i++) {
        gradient[i] = values[i] * (cotangent.get(i) - mean);
      }
    }
    Expected output = Expected.of("output", values);
    return new Question(
        shape.toString(),
        List.of(input),
        (tf, in) -> List.of(tf.nn.softmax(in.get(0))),
        Optional.of(cotangent),
        List.of(output, Expected.of("gradient", gradient, 1.0 / classes)));
  }
}
