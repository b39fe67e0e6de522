package org.ganforge.tf.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.StateGraph;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** Reads and sets weights by their names. */
public final class Weights {
  private final GraphSession<?> session;
  private final StateGraph state;

  /** Reads and sets the weights of a session. */
  public Weights(GraphSession<?> session) {
    this.session = session;
    this.state = session.graph().state();
  }

  /** Returns all weights by their names. */
  public Map<String, FloatTensor> get() {
    List<Variable> variables = List.copyOf(state.reads().keySet());
    List<Operand<TFloat32>> reads = List.copyOf(state.reads().values());
    List<FloatTensor> values = session.fetch(List.of(), reads, Map.of());
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      weights.put(variables.get(i).name(), values.get(i));
    }
    return weights;
  }

  /** Returns the weights, each replaced by its moving average if it has one. */
  public Map<String, FloatTensor> averaged() {
    return with(state.averages());
  }

  /** Returns the weights as networks compute with them. */
  public Map<String, FloatTensor> used() {
    return with(state.used());
  }

  private Map<String, FloatTensor> with(Map<Variable, Operand<TFloat32>> others) {
    List<FloatTensor> values = session.fetch(List.of(), List.copyOf(others.values()), Map.of());
    Map<String, FloatTensor> weights = get();
    int index = 0;
    for (Variable weight : others.keySet()) {
      weights.put(weight.name(), values.get(index++));
    }
    return weights;
  }

  /**
   * Sets weights by their names; checks everything before anything is set.
   *
   * @throws InvalidInputException if a name is unknown or a shape differs
   */
  public void set(Map<String, FloatTensor> weights) {
    weights.forEach(this::check);
    Map<Operand<TFloat32>, TFloat32> feeds = new LinkedHashMap<>();
    List<Op> operations = new ArrayList<>();
    try {
      weights.forEach(
          (name, value) -> {
            StateGraph.Assignment assignment = state.assignments().get(name);
            if (assignment != null) {
              feeds.put(assignment.value(), NativeTensors.toNative(value));
              operations.add(assignment.operation());
            }
          });
      session.run(operations, feeds);
    } finally {
      feeds.values().forEach(Tensor::close);
    }
  }

  private void check(String name, FloatTensor value) {
    Variable variable =
        state.reads().keySet().stream()
            .filter(v -> v.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "weight " + name,
                        "a weight of the spec",
                        "an unknown name",
                        "see the keys of weights()"));
    if (!variable.shape().equals(value.shape())) {
      throw new InvalidInputException(
          "weight " + name,
          "shape " + variable.shape(),
          value.shape().toString(),
          "give a tensor of that shape");
    }
  }
}
