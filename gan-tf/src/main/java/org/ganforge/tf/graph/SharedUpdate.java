package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.distributed.AllReduce;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The numbers of an update that all replicas must agree on before any of them uses one: the means
 * over all replicas, by a single collective. For a single replica they are its own.
 *
 * @param loss the loss
 * @param gradients of the optimizer's variables, in their order
 * @param towers the towers, with the means of their new moving averages
 */
record SharedUpdate(Operand<TFloat32> loss, List<Operand<TFloat32>> gradients, List<Tower> towers) {
  /**
   * Shares an update.
   *
   * @param done how many updates came before, which replicas in other processes must agree on
   */
  static SharedUpdate of(
      Ops tf,
      AllReduce reduce,
      Operand<TInt64> done,
      Operand<TFloat32> loss,
      List<Variable> variables,
      List<Operand<TFloat32>> gradients,
      List<Tower> towers) {
    if (reduce.replica().isAlone()) {
      return new SharedUpdate(loss, gradients, towers);
    }
    List<Operand<TFloat32>> values = new ArrayList<>(gradients);
    List<TensorShape> shapes = new ArrayList<>();
    variables.forEach(variable -> shapes.add(variable.shape()));
    for (Tower tower : towers) {
      values.addAll(tower.averages().values());
      tower.averages().keySet().forEach(variable -> shapes.add(variable.shape()));
    }
    values.add(loss);
    shapes.add(TensorShape.of());
    if (reduce.leavesTheProcess()) {
      values.add(UpdateNumber.of(tf, done));
      shapes.add(TensorShape.of());
    }
    List<Operand<TFloat32>> means = reduce.means(tf, values, shapes);
    int next = gradients.size();
    List<Tower> shared = new ArrayList<>();
    for (Tower tower : towers) {
      Map<Variable, Operand<TFloat32>> averages = new LinkedHashMap<>();
      for (Variable variable : tower.averages().keySet()) {
        averages.put(variable, means.get(next++));
      }
      shared.add(tower.withAverages(averages));
    }
    Operand<TFloat32> mean = means.get(next);
    return new SharedUpdate(
        reduce.leavesTheProcess()
            ? UpdateNumber.checked(tf, mean, values.get(next + 1), means.get(next + 1))
            : mean,
        means.subList(0, gradients.size()),
        shared);
  }
}
