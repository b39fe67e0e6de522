package org.ganforge.tf.bench;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.internal.Checks;
import org.ganforge.tf.scope.ScopedGraph;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.variable.ResourceHandle;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * A product of two square matrices, to measure how fast TensorFlow multiplies on this machine. It
 * holds native memory until it is closed.
 */
public final class MatrixProduct implements AutoCloseable {
  private final int size;
  private final Graph graph = ScopedGraph.empty();
  private final List<Op> fill = new ArrayList<>();
  private final Op product;
  private final Session session;

  private MatrixProduct(int size, Class<? extends TNumber> type, SessionSettings settings) {
    this.size = size;
    try {
      this.product = product(ScopedGraph.opsOf(graph), type);
      this.session = new Session(graph, settings.toProto());
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
    run(fill);
  }

  /** Makes the product of two matrices {@code [size, size]} in the settings' precision. */
  @SuppressWarnings("exports") // other modules call TensorFlowBackend.matrixProduct
  public static MatrixProduct open(int size, SessionSettings settings) {
    Checks.positive("matrix size", size);
    return new MatrixProduct(size, type(settings.computeType()), settings);
  }

  private static Class<? extends TNumber> type(ComputeType type) {
    return switch (type) {
      case FLOAT32 -> TFloat32.class;
      case BFLOAT16 -> TBfloat16.class;
      case FLOAT16 -> TFloat16.class;
    };
  }

  private <T extends TNumber> Op product(Ops tf, Class<T> type) {
    return tf.linalg.matMul(factor(tf, "left", type), factor(tf, "right", type));
  }

  /** A variable, since TensorFlow would compute a product of constants once and keep it. */
  private <T extends TNumber> Operand<T> factor(Ops tf, String name, Class<T> type) {
    Operand<TType> handle = ResourceHandle.create(tf.scope(), name, type, Shape.of(size, size));
    Operand<TFloat32> values =
        tf.random.statelessRandomUniform(
            tf.constant(new int[] {size, size}), tf.constant(new long[] {0, 0}), TFloat32.class);
    fill.add(tf.assignVariableOp(handle, tf.dtypes.cast(values, type)));
    return tf.readVariableOp(handle, type);
  }

  /** Returns its floating-point operations. */
  public long flops() {
    return 2L * size * size * size;
  }

  /** Computes it once. */
  public void run() {
    run(List.of(product));
  }

  private void run(List<Op> operations) {
    Session.Runner runner = session.runner();
    operations.forEach(runner::addTarget);
    runner.run().close();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
