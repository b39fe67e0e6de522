package org.ganforge.tf.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.IdentityN;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Many matrix products at once, with gradients as fast as themselves. TensorFlow's own gradient of
 * such a product is built of {@code BatchMatMulV3}, which oneDNN does not know: it takes two to
 * four times as long as {@code BatchMatMulV2}. So the product is hidden behind an identity of
 * several values, for which TensorFlow has no gradient and takes ours.
 */
final class BatchProduct {
  private static final String BATCH_MAT_MUL = "BatchMatMulV2";
  private static final String NAME = "BatchProduct";
  private static final int VALUES = 4;
  private static final boolean HAS_GRADIENT = register();

  private BatchProduct() {}

  /** Returns whether the identity's gradient is ours: TensorFlow Java takes none on Windows. */
  private static boolean register() {
    try {
      return TensorFlow.registerCustomGradient(IdentityN.OP_NAME, BatchProduct::gradient);
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * Returns the product of each pair of matrices.
   *
   * @param left {@code [..., m, k]}; where it has a dimension 1 for a larger one of the right, it
   *     has to be a constant
   * @param right {@code [..., k, n]}
   */
  static Operand<TFloat32> of(Ops tf, Operand<TFloat32> left, Operand<TFloat32> right) {
    return withGradient(tf, left, right, tf.constant(new int[0]));
  }

  /**
   * Returns the product of each pair of matrices, where one on the right serves several.
   *
   * @param left {@code [..., m, k]}
   * @param right {@code [..., k, n]}, with a dimension of 1 at {@code axis}
   */
  static Operand<TFloat32> ofShared(
      Ops tf, Operand<TFloat32> left, Operand<TFloat32> right, int axis) {
    return withGradient(tf, left, right, tf.constant(new int[] {axis}));
  }

  private static Operand<TFloat32> withGradient(
      Ops tf, Operand<TFloat32> left, Operand<TFloat32> right, Operand<TInt32> shared) {
    Operand<TFloat32> product = multiply(tf, left, false, right, false);
    if (!HAS_GRADIENT) {
      return product; // on Windows, or somebody else in this process was first
    }
    IdentityN values =
        tf.withName(NAME).identityN(List.of(tf.stopGradient(product), left, right, shared));
    return values.output().get(0).expect(TFloat32.class);
  }

  private static Operand<TFloat32> multiply(
      Ops tf,
      Operand<TFloat32> left,
      boolean turnLeft,
      Operand<TFloat32> right,
      boolean turnRight) {
    Scope scope = tf.scope();
    return scope
        .env()
        .opBuilder(BATCH_MAT_MUL, scope.makeOpName(BATCH_MAT_MUL), scope)
        .addInput(left.asOutput())
        .addInput(right.asOutput())
        .setAttr("adj_x", turnLeft)
        .setAttr("adj_y", turnRight)
        .build()
        .<TFloat32>output(0);
  }

  /**
   * Returns the gradients of a product's values, and of any other identity what comes back to it.
   * While this runs the graph is locked: what asks for a shape waits for ever.
   */
  private static List<Operand<?>> gradient(
      Ops tf, GraphOperation operation, List<Output<?>> gradients) {
    String name = operation.name();
    if (!name.substring(name.lastIndexOf('/') + 1).startsWith(NAME)
        || operation.numOutputs() != VALUES) {
      return new ArrayList<>(gradients);
    }
    Operand<TFloat32> product = gradients.get(0).expect(TFloat32.class);
    Operand<TFloat32> left = operation.input(1).expect(TFloat32.class);
    Operand<TFloat32> right = operation.input(2).expect(TFloat32.class);
    Operand<TInt32> shared = operation.input(3).expect(TInt32.class);
    return List.of(
        tf.zerosLike(product),
        multiply(tf, product, false, right, true),
        tf.sum(multiply(tf, left, true, product, false), shared, Sum.keepDims(true)),
        tf.zerosLike(shared));
  }
}
