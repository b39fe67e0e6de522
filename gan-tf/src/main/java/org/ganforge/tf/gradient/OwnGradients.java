package org.ganforge.tf.gradient;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.types.TFloat32;

/**
 * Attaches our own gradients to values. TensorFlow looks up gradients by operation type, for the
 * whole process. So each value passes through a call of a function whose name serves as a type that
 * only we use: no other operation, in anyone else's graph, gets a different gradient.
 */
public final class OwnGradients {
  private static final String NAME = "OwnGradient";

  /** A value and the two operands it is computed from. */
  private static final int VALUES = 3;

  /** Makes TensorFlow inline the function before it runs the graph. */
  private static final String INLINE = "_lower_as_multi_device_function";

  /** Passes the value on once its operands are computed; the gradient belongs to the call. */
  private static final ConcreteFunction FUNCTION = ConcreteFunction.create(OwnGradients::body);

  /** The gradients of each graph by the call's name, for as long as the graph lives. */
  private static final Map<ExecutionEnvironment, Map<String, Gradient>> GRADIENTS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private static final boolean TAKEN = register();

  private OwnGradients() {}

  /**
   * The gradient of a value. It must not hold on to an operand, nor ask one for its shape: it is
   * called while TensorFlow holds the graph's lock.
   */
  @FunctionalInterface
  public interface Gradient {
    /**
     * Returns the gradient of each operand.
     *
     * @param operands what the value was computed from
     * @param gradient the value's
     */
    List<Operand<TFloat32>> of(
        Ops tf, List<Operand<TFloat32>> operands, Operand<TFloat32> gradient);
  }

  private static Signature body(Ops tf) {
    Signature.Builder signature = Signature.builder("GanForgeOwnGradient");
    List<Operand<?>> values = new ArrayList<>();
    for (int i = 0; i < VALUES; i++) {
      Operand<TFloat32> value = tf.placeholder(TFloat32.class);
      values.add(value);
      signature.input("value_" + i, value);
    }
    // Not the value alone: it waits until everything that its gradients need has been computed.
    return signature.output("value", tf.identityN(values).output().get(0)).build();
  }

  /** TensorFlow Java accepts none on Windows, or if another copy of this class registered first. */
  private static boolean register() {
    try {
      return TensorFlow.registerCustomGradient(FUNCTION.getDefinedName(), OwnGradients::gradient);
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  /** Returns whether TensorFlow accepts our gradients in this process. */
  public static boolean areTaken() {
    return TAKEN;
  }

  /**
   * Returns the value with a gradient.
   *
   * @param operands the two that it is computed from
   */
  public static Operand<TFloat32> attach(
      Ops tf, Operand<TFloat32> value, List<Operand<TFloat32>> operands, Gradient gradient) {
    if (operands.size() + 1 != VALUES) {
      throw new IllegalArgumentException(operands.size() + " operands");
    }
    Scope scope = tf.scope();
    // The scope may wrap the graph in another object.
    ExecutionEnvironment graph = value.op().env();
    Map<String, Gradient> ofGraph = GRADIENTS.computeIfAbsent(graph, OwnGradients::prepare);
    OperationBuilder call =
        scope.env().opBuilder(FUNCTION.getDefinedName(), scope.makeOpName(NAME), scope);
    call.addInput(tf.stopGradient(value).asOutput());
    operands.forEach(operand -> call.addInput(operand.asOutput()));
    Operation made = call.setAttr(INLINE, true).build();
    ofGraph.put(made.name(), gradient);
    Operand<?> output = made.output(0);
    return output.asOutput().expect(TFloat32.class);
  }

  /**
   * Called once for each graph: it takes the graph's lock, which is held while gradients are built.
   */
  private static Map<String, Gradient> prepare(ExecutionEnvironment graph) {
    graph.attachFunction(FUNCTION);
    return new ConcurrentHashMap<>();
  }

  private static List<Operand<?>> gradient(
      Ops tf, GraphOperation operation, List<Output<?>> gradients) {
    Gradient own = find(operation);
    List<Operand<TFloat32>> operands = new ArrayList<>();
    for (int i = 1; i < operation.numInputs(); i++) {
      operands.add(operation.input(i).expect(TFloat32.class));
    }
    Operand<TFloat32> outer = gradients.get(0).expect(TFloat32.class);
    List<Operand<?>> all = new ArrayList<>();
    all.add(outer); // stopGradient blocks the path to the value itself
    all.addAll(own.of(tf, operands, outer));
    return all;
  }

  private static Gradient find(GraphOperation operation) {
    Map<String, Gradient> ofGraph = GRADIENTS.getOrDefault(operation.env(), Map.of());
    return Objects.requireNonNull(ofGraph.get(operation.name()), operation.name());
  }
}
