package org.ganforge.tf.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ganforge.layer.Network;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.ganforge.tf.variable.WeightView;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The values of the variables at one moment, each read once. All towers of an update share them:
 * gradients are taken with respect to a read, and would miss towers that read separately. Towers
 * also share the values of weights with a {@link WeightView}, which an update of their own network
 * advances once.
 */
final class Reads {
  private final Ops reader;
  private final Variables variables;
  private final Map<Variable, Variable> others;
  private final Map<Variable, WeightView> views;
  private final String updated;
  private final Map<Variable, Operand<TFloat32>> values = new LinkedHashMap<>();
  private final Map<Variable, Operand<TFloat32>> used = new LinkedHashMap<>();
  private final Map<Variable, Operand<TFloat32>> moved = new LinkedHashMap<>();

  private Reads(Ops reader, Variables variables, Map<Variable, Variable> others, String updated) {
    this.reader = reader;
    this.variables = variables;
    this.others = others;
    this.views = variables.views();
    this.updated = updated;
  }

  /**
   * Returns the reads of a moment, each made on first use.
   *
   * @param reader its control dependencies define the moment
   */
  static Reads of(Ops reader, Variables variables) {
    return new Reads(reader, variables, Map.of(), "");
  }

  /** Returns the reads of an update of a network. */
  static Reads ofUpdate(Ops reader, Variables variables, Network network) {
    return new Reads(reader, variables, Map.of(), network.name() + "/");
  }

  /**
   * Returns reads that replace some variables with others.
   *
   * @param others the variables to read instead, such as moving averages
   */
  static Reads of(Ops reader, Variables variables, Map<Variable, Variable> others) {
    return new Reads(reader, variables, others, "");
  }

  /** Returns the current value of a variable, with respect to which gradients are taken. */
  Operand<TFloat32> of(Variable variable) {
    Operand<TFloat32> known = values.get(variable);
    if (known != null) {
      return known;
    }
    Operand<TFloat32> stored = others.getOrDefault(variable, variable).read(reader);
    WeightView view = views.get(variable);
    if (view == null) {
      values.put(variable, stored);
      return stored;
    }
    WeightView.Seen seen = seen(view, variable, stored);
    values.put(variable, seen.trained());
    used.put(variable, seen.used());
    moved.putAll(seen.moved());
    return seen.trained();
  }

  private WeightView.Seen seen(WeightView view, Variable variable, Operand<TFloat32> stored) {
    return !updated.isEmpty() && variable.name().startsWith(updated)
        ? view.inUpdate(reader, stored)
        : new WeightView.Seen(stored, view.elsewhere(reader, stored), Map.of());
  }

  /** Returns the current value of state that belongs to no weight. */
  Operand<TFloat32> state(String name) {
    return of(variables.state(name));
  }

  /** Returns the value that a network computes with. */
  Operand<TFloat32> used(Variable variable) {
    Operand<TFloat32> value = of(variable);
    return used.getOrDefault(variable, value);
  }

  /** Returns the new values of the weight views' state; none outside an update. */
  Map<Variable, Operand<TFloat32>> moved() {
    return Collections.unmodifiableMap(moved);
  }
}
