package org.ganforge.tf.truth.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ganforge.layer.FloatTensor;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** Matrix products, single and in batches, either side transposed, in float32 and bfloat16. */
final class Products {
  /** Lengths with separate kernels, or with remainders of kernels. */
  private static final int[] LENGTHS = {
    1, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 96, 100, 127, 128, 129, 200
  };

  /** The usual limit of products, and of the numbers in a matrix. */
  private static final int USUAL_PRODUCTS = 4_000_000;

  /** As many as in a wide dense layer; one question in fifty may have this many. */
  private static final int MOST_PRODUCTS = 100_000_000;

  /**
   * TensorFlow asks the processor whether oneDNN can multiply bfloat16 numbers; if oneDNN is
   * limited to older instructions, it cannot, and the process crashes.
   */
  private static final boolean HAS_BFLOAT16 =
      !List.of("SSE41", "AVX", "AVX2", "AVX2_VNNI")
          .contains(String.valueOf(System.getenv("ONEDNN_MAX_CPU_ISA")));

  private Products() {}

  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    for (boolean short16 : HAS_BFLOAT16 ? new boolean[] {false, true} : new boolean[] {false}) {
      String suffix = short16 ? ", bfloat16" : "";
      double tolerance = short16 ? Operation.BFLOAT16 : Operation.FLOAT32;
      all.add(new Operation("MatMul" + suffix, tolerance, d -> question(d, "MatMul", short16)));
      all.add(
          new Operation(
              "BatchMatMulV2" + suffix, tolerance, d -> question(d, "BatchMatMulV2", short16)));
      all.add(
          new Operation(
              "BatchMatMulV3" + suffix, tolerance, d -> question(d, "BatchMatMulV3", short16)));
    }
    return all;
  }

  private static Question question(Draw draw, String type, boolean short16) {
    boolean matrix = type.equals("MatMul");
    int batch = matrix ? 1 : draw.between(1, 6);
    int most = (draw.between(0, 49) == 0 ? MOST_PRODUCTS : USUAL_PRODUCTS) / batch;
    int m = length(draw, Math.min(most, USUAL_PRODUCTS));
    int k = length(draw, Math.min(most, USUAL_PRODUCTS) / m);
    int n = length(draw, Math.min(Math.min(most / k, USUAL_PRODUCTS) / m, USUAL_PRODUCTS / k));
    boolean shared = batch > 1 && draw.between(0, 3) == 0;
    Factors factors = new Factors(matrix, batch, m, k, n, draw.coin(), draw.coin(), shared);
    FloatTensor left = draw.tensor(factors.left());
    FloatTensor right = draw.tensor(factors.right());
    FloatTensor cotangent = draw.tensor(factors.product());
    return new Question(
        factors.toString(),
        List.of(left, right),
        form(type, short16, factors.turnLeft(), factors.turnRight()),
        Optional.of(cotangent),
        factors.expected(left, right, cotangent));
  }

  private static int length(Draw draw, int most) {
    int kind = draw.between(0, 9);
    int length =
        kind == 0
            ? draw.between(500, 20_000)
            : kind < 5 ? draw.between(1, 200) : LENGTHS[draw.between(0, LENGTHS.length - 1)];
    return Math.max(1, Math.min(length, most));
  }

  private static Form form(String type, boolean short16, boolean turnLeft, boolean turnRight) {
    return (tf, in) -> {
      if (!short16) {
        return List.of(multiply(tf, type, in.get(0), turnLeft, in.get(1), turnRight));
      }
      Operand<TBfloat16> left = tf.dtypes.cast(in.get(0), TBfloat16.class);
      Operand<TBfloat16> right = tf.dtypes.cast(in.get(1), TBfloat16.class);
      return List.of(
          tf.dtypes.cast(multiply(tf, type, left, turnLeft, right, turnRight), TFloat32.class));
    };
  }

  private static <T extends TNumber> Operand<T> multiply(
      Ops tf, String type, Operand<T> left, boolean turnLeft, Operand<T> right, boolean turnRight) {
    if (type.equals("MatMul")) {
      return tf.linalg.matMul(
          left, right, MatMul.transposeA(turnLeft), MatMul.transposeB(turnRight));
    }
    Scope scope = tf.scope();
    var builder =
        scope
            .env()
            .opBuilder(type, scope.makeOpName(type), scope)
            .addInput(left.asOutput())
            .addInput(right.asOutput())
            .setAttr("adj_x", turnLeft)
            .setAttr("adj_y", turnRight);
    if (type.equals("BatchMatMulV3")) {
      builder.setAttr("Tout", left.asOutput().dataType());
    }
    return builder.build().<T>output(0);
  }
}
