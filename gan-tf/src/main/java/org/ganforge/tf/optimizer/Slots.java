package org.ganforge.tf.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;

/** One slot of an optimizer: an extra variable for each variable it updates. */
record Slots(Map<Variable, Variable> byVariable) {
  /** Makes the slot called {@code name} for every variable. */
  static Slots make(Variables all, List<Variable> variables, String name) {
    Map<Variable, Variable> slots = new LinkedHashMap<>();
    variables.forEach(v -> slots.put(v, all.slot(v, name)));
    return new Slots(slots);
  }

  /** Returns the slot of a variable. */
  Variable of(Variable variable) {
    Variable slot = byVariable.get(variable);
    if (slot == null) {
      throw new IllegalStateException("no slot for " + variable.name());
    }
    return slot;
  }
}
