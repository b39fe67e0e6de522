package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.tf.variable.Counter;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.ganforge.tf.variable.WeightView;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.Restore;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** The operations that read all state of a session and set it. */
public final class StateGraph {
  /** Sets one weight: feed {@code value}, run {@code operation}. */
  public record Assignment(Operand<TFloat32> value, Op operation) {}

  private final Map<Variable, Operand<TFloat32>> reads = new LinkedHashMap<>();
  private final Map<Variable, Operand<TFloat32>> averages = new LinkedHashMap<>();
  private final Map<Variable, Operand<TFloat32>> used = new LinkedHashMap<>();
  private final Map<String, Assignment> assignments = new LinkedHashMap<>();
  private final Operand<TInt64> counts;
  private final Placeholder<TInt64> newCount;
  private final Map<String, Op> setCounts = new LinkedHashMap<>();
  private final Placeholder<TString> file;
  private final Op save;
  private final List<Op> restore = new ArrayList<>();
  private final Op finite;

  StateGraph(Ops tf, Variables variables) {
    this(tf, variables, List.of());
  }

  /**
   * Adds the operations.
   *
   * @param variables what is read, and saved
   * @param others mirrors of them, which are set whenever they are; they may lack some
   */
  StateGraph(Ops tf, Variables variables, List<Variables> others) {
    for (Variable weight : variables.weights()) {
      reads.put(weight, weight.read(tf));
      Placeholder<TFloat32> value =
          tf.placeholder(TFloat32.class, Placeholder.shape(Variable.nativeShape(weight.shape())));
      List<Op> all = new ArrayList<>(set(tf, variables, weight.name(), value));
      WeightView view = variables.views().get(weight);
      if (view != null) {
        used.put(weight, view.elsewhere(tf, weight.read(tf)));
      }
      others.forEach(other -> all.addAll(set(tf, other, weight.name(), value)));
      assignments.put(weight.name(), new Assignment(value, together(tf, all)));
    }
    variables.averages().forEach((weight, average) -> averages.put(weight, average.read(tf)));
    this.newCount = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    for (Counter counter : variables.counters()) {
      List<Op> all = new ArrayList<>();
      all.add(tf.assignVariableOp(counter.handle(), newCount));
      for (Variables other : others) {
        other
            .counterNamed(counter.name())
            .ifPresent(mirror -> all.add(tf.assignVariableOp(mirror.handle(), newCount)));
      }
      setCounts.put(counter.name(), together(tf, all));
    }
    List<Operand<TInt64>> read = variables.counters().stream().map(c -> c.read(tf)).toList();
    // TensorFlow refuses to stack nothing.
    this.counts = read.isEmpty() ? tf.constant(new long[0]) : tf.stack(read);
    this.file = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    this.save = files(tf, variables, others);
    this.finite = FiniteCheck.of(tf, "weights", tf.constant(0f), List.of(), reads.values());
  }

  private static Op together(Ops tf, List<Op> all) {
    return all.size() == 1 ? all.get(0) : tf.withControlDependencies(all).noOp();
  }

  /** Returns the operations that set a weight and what is kept beside it. */
  private static List<Op> set(Ops tf, Variables variables, String name, Operand<TFloat32> value) {
    Variable weight = variables.weight(name);
    List<Op> all = new ArrayList<>(List.of(weight.assign(tf, value)));
    Variable average = variables.averages().get(weight);
    if (average != null) {
      // A weight set from outside has no history to average.
      all.add(average.assign(tf, value));
    }
    WeightView view = variables.views().get(weight);
    if (view != null) {
      all.addAll(view.whenSet(tf, value));
    }
    return all;
  }

  /** Adds SaveV2 and RestoreV2 over every variable, slot and counter; returns the former. */
  private Op files(Ops tf, Variables variables, List<Variables> others) {
    List<String> names = new ArrayList<>();
    List<Operand<?>> values = new ArrayList<>();
    List<Operand<? extends TType>> handles = new ArrayList<>();
    List<Class<? extends TType>> types = new ArrayList<>();
    List<Variable> all = new ArrayList<>(variables.weights());
    all.addAll(variables.slots());
    for (Variable variable : all) {
      names.add(variable.name());
      values.add(variable.read(tf));
      handles.add(variable.handle());
      types.add(TFloat32.class);
    }
    for (Counter counter : variables.counters()) {
      names.add(counter.name());
      values.add(counter.read(tf));
      handles.add(counter.handle());
      types.add(TInt64.class);
    }
    Operand<TString> nameTensor = tf.array(names.toArray(String[]::new));
    Operand<TString> whole = tf.array(names.stream().map(n -> "").toArray(String[]::new));
    Restore restored = tf.train.restore(file, nameTensor, whole, types);
    for (int i = 0; i < handles.size(); i++) {
      restore.add(tf.assignVariableOp(handles.get(i), restored.tensors().get(i)));
      for (Variables other : others) {
        Output<?> value = restored.tensors().get(i);
        other
            .handleNamed(names.get(i))
            .ifPresent(mirror -> restore.add(tf.assignVariableOp(mirror, value)));
      }
    }
    return tf.train.save(file, nameTensor, whole, values);
  }

  /** Returns the value of each weight. */
  public Map<Variable, Operand<TFloat32>> reads() {
    return reads;
  }

  /** Returns the moving average of each weight that has one. */
  public Map<Variable, Operand<TFloat32>> averages() {
    return averages;
  }

  /** Returns the used form of each weight that is stored in a different one. */
  public Map<Variable, Operand<TFloat32>> used() {
    return used;
  }

  /** Returns the operation that sets each weight, by the weight's name. */
  public Map<String, Assignment> assignments() {
    return assignments;
  }

  /** Returns all counts, in the order of {@link Variables#counters()}. */
  public Operand<TInt64> counts() {
    return counts;
  }

  /** Returns the operand to feed a new count to. */
  public Operand<TInt64> newCount() {
    return newCount;
  }

  /** Returns the operation that sets a counter to {@link #newCount}. */
  public Op setCount(Counter counter) {
    Op operation = setCounts.get(counter.name());
    if (operation == null) {
      throw new IllegalStateException("no counter " + counter.name());
    }
    return operation;
  }

  /** Returns the operation that fails unless all weights are finite. */
  public Op finite() {
    return finite;
  }

  /** Returns the operand to feed the file's path to, without extension. */
  public Operand<TString> file() {
    return file;
  }

  /** Returns the operation that writes everything to {@link #file}. */
  public Op save() {
    return save;
  }

  /** Returns the operations that restore everything from {@link #file}. */
  public List<Op> restore() {
    return List.copyOf(restore);
  }
}
