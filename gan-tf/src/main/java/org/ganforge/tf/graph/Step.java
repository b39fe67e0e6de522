package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * One run of a session: an update or check, or several of them in order. Batches come from the
 * graph; a caller may feed others instead.
 *
 * @param parts what it does, in order
 * @param operations the operations to run; empty for a step that only checks
 * @param metrics for each part, its loss and accuracy; then, with an auxiliary classifier, those of
 *     the classes; then, for an update of the discriminator, the probability of augmentation if it
 *     is adapted
 * @param inputs the operands to feed other batches to; empty for a step of several parts
 * @param probes the values to inspect after an update that was not finite, causes before effects;
 *     empty for a step of several parts
 * @param gradients of an update, by weight; empty for other steps
 * @param others the same step of each further replica in this process. {@code operations} contains
 *     theirs; whoever fetches another value of the step runs theirs with it, since replicas compute
 *     some values together
 */
public record Step(
    List<StepKind> parts,
    List<Op> operations,
    Operand<TFloat32> metrics,
    Map<Role, Operand<TFloat32>> inputs,
    List<Probe> probes,
    Map<Variable, Operand<TFloat32>> gradients,
    List<Step> others) {
  /** Takes copies. */
  public Step {
    parts = List.copyOf(parts);
    operations = List.copyOf(operations);
    inputs = Map.copyOf(inputs);
    probes = List.copyOf(probes);
    gradients = Collections.unmodifiableMap(new LinkedHashMap<>(gradients));
    others = List.copyOf(others);
  }

  /** Makes the step of a single replica. */
  Step(
      List<StepKind> parts,
      List<Op> operations,
      Operand<TFloat32> metrics,
      Map<Role, Operand<TFloat32>> inputs,
      List<Probe> probes,
      Map<Variable, Operand<TFloat32>> gradients) {
    this(parts, operations, metrics, inputs, probes, gradients, List.of());
  }

  /** Returns a copy with metrics that its replicas compute together whenever it runs. */
  Step withSharedMetrics(Operand<TFloat32> metrics) {
    List<Op> all = new ArrayList<>(operations);
    all.add(metrics);
    return new Step(parts, all, metrics, inputs, probes, gradients, others);
  }

  /** Returns the step that all replicas of this process do together. */
  static Step together(List<Step> replicas) {
    Step first = replicas.get(0);
    List<Step> others = replicas.subList(1, replicas.size());
    if (others.isEmpty()) {
      return first;
    }
    List<Op> operations = new ArrayList<>(first.operations);
    others.forEach(other -> operations.addAll(other.operations));
    return new Step(
        first.parts,
        operations,
        first.metrics,
        first.inputs,
        first.probes,
        first.gradients,
        others);
  }

  /** Returns this process's replicas of the step, this one first. */
  public List<Step> replicas() {
    List<Step> all = new ArrayList<>(List.of(this));
    all.addAll(others);
    return all;
  }

  /** Returns the name of a part in errors. */
  static String label(int index) {
    return "part " + index + " of a step";
  }

  /** Returns the index of the part that an error reports as not finite, or -1 if it names none. */
  public int refused(String message) {
    for (int i = 0; i < parts.size(); i++) {
      if (message.contains(label(i) + " : Tensor had ")) {
        return i;
      }
    }
    return -1;
  }
}
