package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ganforge.tf.optimizer.OptimizerCompiler;
import org.ganforge.tf.variable.Variable;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Builds one update of a network: gradients, optimizer, moving averages. Nothing is changed, nor
 * counted, unless all that the update is made of is finite.
 *
 * @param done how many updates have been before
 * @param alone whether it is all that the step does; else the other network's own update is there
 *     to check its weights
 * @param lossScale what gradients are multiplied by on their way; a power of two, 1 for none
 */
record UpdateCompiler(
    Graph graph,
    Ops scope,
    OptimizerCompiler optimizer,
    Operand<TInt64> done,
    boolean alone,
    float lossScale) {
  /**
   * Returns the update that lowers a loss.
   *
   * @param label what stands in the error of an update that is not finite
   * @param tower the pass that the loss was taken of; its moving averages are taken up
   * @param other the pass of the other network that is part of the loss, if there is one; its
   *     moving averages are taken up too, where it brings any
   */
  Update compile(String label, Operand<TFloat32> loss, Tower tower, @Nullable Tower other) {
    List<Operand<TFloat32>> values = new ArrayList<>();
    for (Variable variable : optimizer.variables()) {
      values.add(Objects.requireNonNull(tower.reads().get(variable)));
    }
    String name = scope.scope().makeOpName("gradients");
    List<Operand<TFloat32>> gradients = Gradients.of(graph, scope, lossScale, name, loss, values);
    List<Operand<TFloat32>> weights = new ArrayList<>(tower.reads().values());
    weights.addAll(tower.averages().values());
    if (other != null) {
      weights.addAll(other.averages().values());
      if (alone) {
        weights.addAll(other.reads().values());
      }
    }
    Op finite = FiniteCheck.of(scope, label, loss, gradients, weights);
    List<Op> operations = new ArrayList<>(optimizer.update(scope, done, gradients, finite));
    Ops checked = scope.withControlDependencies(List.of(finite));
    operations.addAll(tower.updates(checked));
    if (other != null) {
      operations.addAll(other.updates(checked));
    }
    // A network without anything to train has read its batch all the same before the next step.
    operations.add(scope.withControlDependencies(List.of(loss)).noOp());
    return new Update(operations, gradients);
  }
}
