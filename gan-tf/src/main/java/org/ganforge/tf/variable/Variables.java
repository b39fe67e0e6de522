package org.ganforge.tf.variable;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * All state of one graph. A variable is made once, with the operation that sets its first value;
 * towers then read it as often as they like.
 */
public final class Variables {
  private final Ops tf;
  private final String prefix;
  private final Map<String, Variable> weights = new LinkedHashMap<>();
  private final Map<String, Variable> slots = new LinkedHashMap<>();
  private final Map<Variable, Variable> averages = new LinkedHashMap<>();
  private final Map<Variable, WeightView> views = new LinkedHashMap<>();
  private final Map<Variable, Operand<TFloat32>> firstValues = new HashMap<>();
  private final Map<String, Counter> counters = new LinkedHashMap<>();
  private final List<Op> initializers = new ArrayList<>();

  /** Makes the variables of the graph that {@code tf} builds. */
  public Variables(Ops tf) {
    this(tf, "");
  }

  /**
   * Makes variables beside others of the same names.
   *
   * @param prefix sets their resources apart; empty for the first
   */
  public Variables(Ops tf, String prefix) {
    this.tf = tf;
    this.prefix = prefix;
  }

  /** Makes a weight. */
  public Variable weight(
      String name, TensorShape shape, boolean trainable, Operand<TFloat32> firstValue) {
    Variable weight = add(weights, name, shape, trainable, firstValue);
    firstValues.put(weight, firstValue);
    return weight;
  }

  /**
   * Makes an optimizer's slot for a variable: zeros of its shape, named {@code <variable>/<slot>}.
   */
  public Variable slot(Variable of, String slot) {
    Operand<TFloat32> zeros = tf.fill(tf.constant(of.shape().toArray()), tf.constant(0f));
    return add(slots, of.name() + "/" + slot, of.shape(), false, zeros);
  }

  /**
   * Makes the moving average of a weight, named {@code <weight>/average}; it starts at the weight's
   * value.
   */
  public Variable average(Variable of) {
    Variable average = beside(of, "average", of.shape(), firstValue(of));
    averages.put(of, average);
    return average;
  }

  /** Creates extra state of a weight, named {@code <weight>/<name>}; it is not a weight itself. */
  public Variable beside(
      Variable of, String name, TensorShape shape, Operand<TFloat32> firstValue) {
    return add(slots, of.name() + "/" + name, shape, false, firstValue);
  }

  /** Creates state that belongs to no weight. */
  public Variable state(String name, TensorShape shape, Operand<TFloat32> firstValue) {
    return add(slots, name, shape, false, firstValue);
  }

  /** Returns the state with this name. */
  public Variable state(String name) {
    Variable variable = slots.get(name);
    if (variable == null) {
      throw new IllegalStateException("no state " + name);
    }
    return variable;
  }

  /** Returns the first value of a weight. */
  public Operand<TFloat32> firstValue(Variable weight) {
    return requireNonNull(firstValues.get(weight));
  }

  /** Makes a network use a weight in a form other than the stored one. */
  public void view(Variable weight, WeightView view) {
    if (views.put(weight, view) != null) {
      throw new IllegalStateException("weight " + weight.name() + " has two views");
    }
  }

  /** Returns the views of the weights that are not used as stored. */
  public Map<Variable, WeightView> views() {
    return Collections.unmodifiableMap(views);
  }

  /** Returns the moving average of each weight that has one. */
  public Map<Variable, Variable> averages() {
    return Collections.unmodifiableMap(averages);
  }

  /** Makes a counter that starts at 0. */
  public Counter counter(String name) {
    Counter counter = new Counter(name, handle(name, TInt64.class, Shape.scalar()));
    initializers.add(tf.assignVariableOp(counter.handle(), tf.constant(0L)));
    put(counters, name, counter);
    return counter;
  }

  private Variable add(
      Map<String, Variable> group,
      String name,
      TensorShape shape,
      boolean trainable,
      Operand<TFloat32> firstValue) {
    Operand<? extends TType> handle = handle(name, TFloat32.class, Variable.nativeShape(shape));
    Variable variable = new Variable(name, shape, trainable, handle);
    initializers.add(variable.assign(tf, firstValue));
    put(group, name, variable);
    return variable;
  }

  private Operand<TType> handle(String name, Class<? extends TType> type, Shape shape) {
    return ResourceHandle.create(tf.scope(), prefix + name, type, shape);
  }

  private static <T> void put(Map<String, T> map, String name, T value) {
    if (map.put(name, value) != null) {
      throw new IllegalStateException("variable " + name + " is made twice");
    }
  }

  /** Returns the weight of this name. */
  public Variable weight(String name) {
    Variable variable = weights.get(name);
    if (variable == null) {
      throw new IllegalStateException("no variable " + name);
    }
    return variable;
  }

  /** Returns all weights in the order in which they were made. */
  public Collection<Variable> weights() {
    return List.copyOf(weights.values());
  }

  /** Returns the weights of one network that an optimizer may change. */
  public List<Variable> trainable(String network) {
    return weights.values().stream()
        .filter(v -> v.trainable() && v.name().startsWith(network + "/"))
        .toList();
  }

  /** Returns the optimizers' slots, the moving averages, and other state of weights. */
  public Collection<Variable> slots() {
    return List.copyOf(slots.values());
  }

  /** Returns the counters. */
  public Collection<Counter> counters() {
    return List.copyOf(counters.values());
  }

  /** Returns the counter of this name, if there is one. */
  public Optional<Counter> counterNamed(String name) {
    return Optional.ofNullable(counters.get(name));
  }

  /** Returns the handle of the weight, slot or counter of this name, if there is one. */
  public Optional<Operand<? extends TType>> handleNamed(String name) {
    Variable variable = weights.getOrDefault(name, slots.get(name));
    return variable == null
        ? counterNamed(name).map(Counter::handle)
        : Optional.of(variable.handle());
  }

  /** Returns the operations that set every variable's first value. */
  public List<Op> initializers() {
    return List.copyOf(initializers);
  }
}
