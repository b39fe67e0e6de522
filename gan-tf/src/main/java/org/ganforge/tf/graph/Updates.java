package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ganforge.tf.optimizer.OptimizerCompiler;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** One update of a network: gradients, optimizer, moving averages. */
final class Updates {
  private Updates() {}

  /**
   * Returns the operations that lower a loss once.
   *
   * @param done how many updates have been before
   * @param tower the pass that the loss was taken of; its moving averages are taken up
   */
  static List<Op> of(
      Graph graph,
      Ops scope,
      OptimizerCompiler optimizer,
      Operand<TInt64> done,
      Operand<TFloat32> loss,
      Tower tower) {
    List<Operand<TFloat32>> values = new ArrayList<>();
    for (Variable variable : optimizer.variables()) {
      values.add(Objects.requireNonNull(tower.reads().get(variable)));
    }
    String name = scope.scope().makeOpName("gradients");
    List<Op> operations =
        new ArrayList<>(optimizer.update(scope, done, Gradients.of(graph, name, loss, values)));
    operations.addAll(tower.updates());
    // A network without anything to train has read its batch all the same before the next step.
    operations.add(scope.withControlDependencies(List.of(loss)).noOp());
    return operations;
  }
}
