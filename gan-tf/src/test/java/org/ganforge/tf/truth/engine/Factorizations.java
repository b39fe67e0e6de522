package org.ganforge.tf.truth.engine;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.linalg.Qr;
import org.tensorflow.types.TFloat32;

/** The factorization that creates orthogonal initial weights. */
final class Factorizations {
  private Factorizations() {}

  static List<Operation> all() {
    return List.of(Operation.of("Qr", Factorizations::question));
  }

  /** The factors' product is the matrix, and the columns of the first are orthonormal. */
  private static Question question(Draw draw) {
    int columns = draw.between(1, 40);
    TensorShape shape = TensorShape.of(columns + draw.between(0, 200), columns);
    FloatTensor matrix = draw.tensor(shape);
    double[] product = new double[shape.size()];
    for (int i = 0; i < product.length; i++) {
      product[i] = matrix.get(i);
    }
    double[] identity = new double[columns * columns];
    for (int i = 0; i < columns; i++) {
      identity[i * columns + i] = 1;
    }
    return new Question(
        shape.toString(),
        List.of(matrix),
        (tf, in) -> {
          Qr<TFloat32> qr = tf.linalg.qr(in.get(0), Qr.fullMatrices(false));
          Operand<TFloat32> q = qr.q();
          return List.of(
              tf.linalg.matMul(q, qr.r()), tf.linalg.matMul(q, q, MatMul.transposeA(true)));
        },
        Optional.empty(),
        List.of(Expected.of("product", product), Expected.of("first factor", identity)));
  }
}
