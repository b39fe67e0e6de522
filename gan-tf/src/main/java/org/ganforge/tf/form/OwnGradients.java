package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.IdentityN;
import org.tensorflow.types.TFloat32;

/**
 * Attaches our own gradients to values. Each value hides behind an {@code IdentityN}, for which
 * TensorFlow has no gradient and accepts ours. An {@code IdentityN} made by someone else in the
 * same process gets the ordinary gradient of an identity.
 */
final class OwnGradients {
  private static final String NAME = "OwnGradient";

  /** The gradients of each graph by the identity's name, for as long as the graph lives. */
  private static final Map<ExecutionEnvironment, Map<String, Gradient>> GRADIENTS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private static final boolean TAKEN = register();

  private OwnGradients() {}

  /**
   * The gradient of a value. It must not hold on to an operand, nor ask one for its shape: it is
   * called while TensorFlow holds the graph's lock.
   */
  @FunctionalInterface
  interface Gradient {
    /**
     * Returns the gradient of each operand.
     *
     * @param operands what the value was made of
     * @param gradient the value's
     */
    List<Operand<TFloat32>> of(
        Ops tf, List<Operand<TFloat32>> operands, Operand<TFloat32> gradient);
  }

  /** TensorFlow Java takes none on Windows, nor where somebody else's came first. */
  private static boolean register() {
    try {
      return TensorFlow.registerCustomGradient(IdentityN.OP_NAME, OwnGradients::gradient);
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  /** Returns whether TensorFlow takes gradients of ours in this process. */
  static boolean areTaken() {
    return TAKEN;
  }

  /**
   * Returns the value with a gradient.
   *
   * @param operands what it is made of
   */
  static Operand<TFloat32> attach(
      Ops tf, Operand<TFloat32> value, List<Operand<TFloat32>> operands, Gradient gradient) {
    List<Operand<?>> values = new ArrayList<>();
    values.add(tf.stopGradient(value));
    values.addAll(operands);
    IdentityN identity = tf.withName(NAME).identityN(values);
    GRADIENTS
        .computeIfAbsent(identity.op().env(), graph -> new ConcurrentHashMap<>())
        .put(identity.op().name(), gradient);
    return identity.output().get(0).expect(TFloat32.class);
  }

  private static List<Operand<?>> gradient(
      Ops tf, GraphOperation operation, List<Output<?>> gradients) {
    Gradient own = find(operation);
    if (own == null) {
      return new ArrayList<>(gradients);
    }
    List<Operand<TFloat32>> operands = new ArrayList<>();
    for (int i = 1; i < operation.numInputs(); i++) {
      operands.add(operation.input(i).expect(TFloat32.class));
    }
    Operand<TFloat32> outer = gradients.get(0).expect(TFloat32.class);
    List<Operand<?>> all = new ArrayList<>();
    all.add(outer); // the way to the value itself is stopped
    all.addAll(own.of(tf, operands, outer));
    return all;
  }

  private static @Nullable Gradient find(GraphOperation operation) {
    Map<String, Gradient> ofGraph = GRADIENTS.get(operation.env());
    return ofGraph == null ? null : ofGraph.get(operation.name());
  }
}
