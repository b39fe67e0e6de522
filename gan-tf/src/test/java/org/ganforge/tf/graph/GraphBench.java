package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.variable.Variable;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A graph to build in, and a session to run it, opened on first use. */
public final class GraphBench implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private @Nullable Session session;
  private int gradients;

  /** Returns the types of all operations. */
  public List<String> types() {
    List<String> types = new ArrayList<>();
    graph.operations().forEachRemaining(operation -> types.add(operation.type()));
    return types;
  }

  /** Returns the {@code Ops} that build operations. */
  public Ops tf() {
    return tf;
  }

  /** Returns a placeholder for a batch of examples of this shape. */
  public Operand<TFloat32> batch(TensorShape one) {
    return GanGraph.batchPlaceholder(tf, one);
  }

  /** Returns a placeholder for a tensor whose first dimension is open. */
  public Operand<TFloat32> batchLike(FloatTensor batch) {
    return batch(new TensorShape(batch.shape().dims().subList(1, batch.shape().rank())));
  }

  /** Returns a placeholder for a tensor of exactly this shape. */
  public Operand<TFloat32> place(TensorShape shape) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Variable.nativeShape(shape)));
  }

  /** Returns the tensor as a constant. */
  public Operand<TFloat32> constant(FloatTensor value) {
    return tf.constant(
        Variable.nativeShape(value.shape()), DataBuffers.of(value.toArray(), true, false));
  }

  /** Returns sum(values * weights). */
  public Operand<TFloat32> weightedSum(Operand<TFloat32> values, Operand<TFloat32> weights) {
    Operand<TInt32> axes = tf.range(tf.constant(0), tf.rank(values), tf.constant(1));
    return tf.reduceSum(tf.math.mul(values, weights), axes, new ReduceSum.Options[0]);
  }

  /** Returns the gradients of a loss, built as in the library. */
  public List<Operand<TFloat32>> gradients(
      Operand<TFloat32> loss, List<? extends Operand<TFloat32>> values) {
    return Gradients.of(graph, tf, 1, "gradients_" + gradients++, loss, values);
  }

  /** Runs operations. */
  public void run(List<? extends Op> operations) {
    fetch(operations, List.of(), Map.of());
  }

  /** Returns the value of one operand. */
  public FloatTensor fetch(
      Operand<TFloat32> operand, Map<? extends Operand<TFloat32>, FloatTensor> feeds) {
    return fetch(List.of(), List.of(operand), feeds).get(0);
  }

  /** Runs operations and returns the values of the operands, all in one run. */
  public List<FloatTensor> fetch(
      List<? extends Op> operations,
      List<? extends Operand<TFloat32>> operands,
      Map<? extends Operand<TFloat32>, FloatTensor> feeds) {
    if (operations.isEmpty() && operands.isEmpty()) {
      return List.of();
    }
    if (session == null) {
      session = new Session(graph, SessionSettings.of().toProto()); // as the library's own
    }
    Map<Operand<TFloat32>, TFloat32> tensors = new LinkedHashMap<>();
    feeds.forEach((operand, value) -> tensors.put(operand, toNative(value)));
    Session.Runner runner = session.runner();
    tensors.forEach(runner::feed);
    operations.forEach(runner::addTarget);
    operands.forEach(runner::fetch);
    try (Result result = runner.run()) {
      List<FloatTensor> values = new ArrayList<>();
      for (int i = 0; i < result.size(); i++) {
        values.add(toHeap((TFloat32) result.get(i)));
      }
      return values;
    } finally {
      tensors.values().forEach(Tensor::close);
    }
  }

  private static TFloat32 toNative(FloatTensor value) {
    return TFloat32.tensorOf(
        Variable.nativeShape(value.shape()), DataBuffers.of(value.toArray(), true, false));
  }

  private static FloatTensor toHeap(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    tensor.copyTo(NdArrays.wrap(tensor.shape(), DataBuffers.of(values, false, false)));
    int[] dims = Arrays.stream(tensor.shape().asArray()).mapToInt(Math::toIntExact).toArray();
    return FloatTensor.wrap(TensorShape.of(dims), values);
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
    graph.close();
  }
}
