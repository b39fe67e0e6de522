package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.tf.distributed.AllReduce;
import org.ganforge.tf.optimizer.OptimizerCompiler;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Builds one update of a network: gradients, optimizer, moving averages. Nothing is changed or
 * counted unless every number in the update is finite.
 *
 * @param reads the variables as read by all towers of the update
 * @param done how many updates came before
 * @param reduce means over all replicas
 * @param alone whether no other part of the step updates, and so checks, the other network
 * @param lossScale the factor that gradients are multiplied by while they are computed; a power of
 *     two, 1 for none
 */
record UpdateCompiler(
    Graph graph,
    Ops tf,
    Reads reads,
    OptimizerCompiler optimizer,
    Operand<TInt64> done,
    AllReduce reduce,
    boolean alone,
    float lossScale) {
  /** Returns the compiler of a part's update. */
  static UpdateCompiler of(Graph graph, Part part, OptimizerCompiler optimizer, float lossScale) {
    return new UpdateCompiler(
        graph,
        part.tf(),
        part.reads(),
        optimizer,
        part.done(),
        part.reduce(),
        part.alone(),
        lossScale);
  }

  /**
   * Returns the update that lowers a loss.
   *
   * @param label names the update in the error if it is not finite
   * @param penalties penalties to lower together with the loss
   * @param tower the pass of the network to update, whose moving averages are stored
   * @param others the passes of the other network that are part of the loss; their moving averages
   *     are stored too, if they have any
   * @return the update, with loss and gradients of all replicas
   */
  Update compile(
      String label,
      Operand<TFloat32> objective,
      List<PenaltyTerm> penalties,
      Tower tower,
      List<Tower> others) {
    List<Operand<TFloat32>> values = new ArrayList<>();
    optimizer.variables().forEach(variable -> values.add(reads.of(variable)));
    Operand<TFloat32> loss = objective;
    for (PenaltyTerm term : penalties) {
      loss = term.isLazy() ? loss : term.add(tf, loss, term.value());
    }
    List<Operand<TFloat32>> gradients = gradients(loss, values);
    for (PenaltyTerm term : penalties) {
      if (term.isLazy()) {
        loss = term.add(tf, loss, term.value());
        gradients = added(term, gradients, gradients(reachingAll(term.value(), values), values));
      }
    }
    List<Tower> towers = new ArrayList<>(List.of(tower));
    towers.addAll(others);
    SharedUpdate shared =
        SharedUpdate.of(tf, reduce, done, loss, optimizer.variables(), gradients, towers);
    return checked(
        label,
        shared.loss(),
        shared.gradients(),
        shared.towers().get(0),
        shared.towers().subList(1, towers.size()));
  }

  /** Returns the update, which changes nothing unless every number is finite. */
  private Update checked(
      String label,
      Operand<TFloat32> loss,
      List<Operand<TFloat32>> gradients,
      Tower tower,
      List<Tower> others) {
    List<Operand<TFloat32>> weights = new ArrayList<>(tower.reads().values());
    weights.addAll(tower.averages().values());
    for (Tower other : others) {
      weights.addAll(other.averages().values());
      if (alone) {
        weights.addAll(other.reads().values());
      }
    }
    weights.addAll(reads.moved().values());
    Op finite = FiniteCheck.of(tf, label, loss, gradients, weights);
    Ops checked = tf.withControlDependencies(List.of(finite));
    Op moved = reads.moved().isEmpty() ? finite : moved(checked);
    List<Op> operations = new ArrayList<>(optimizer.update(tf, done, gradients, moved));
    operations.addAll(tower.updates(checked));
    others.forEach(other -> operations.addAll(other.updates(checked)));
    // Makes even a network without trainable weights read its batch before the next step.
    operations.add(tf.withControlDependencies(List.of(loss)).noOp());
    return new Update(loss, operations, byVariable(gradients));
  }

  private Map<Variable, Operand<TFloat32>> byVariable(List<Operand<TFloat32>> gradients) {
    Map<Variable, Operand<TFloat32>> all = new LinkedHashMap<>();
    for (int i = 0; i < gradients.size(); i++) {
      all.put(optimizer.variables().get(i), gradients.get(i));
    }
    return all;
  }

  /** Returns the operations that advance the weight views, for the optimizer to wait for. */
  private Op moved(Ops checked) {
    List<Op> operations = new ArrayList<>();
    reads.moved().forEach((variable, value) -> operations.add(variable.assign(checked, value)));
    return tf.withControlDependencies(operations).noOp();
  }

  private List<Operand<TFloat32>> gradients(
      Operand<TFloat32> loss, List<Operand<TFloat32>> values) {
    String name = tf.scope().makeOpName("gradients");
    return Gradients.of(graph, tf, lossScale, name, loss, values);
  }

  /**
   * TensorFlow refuses a gradient with respect to variables that the loss doesn't depend on, such
   * as the last bias; so this adds all of them, times 0.
   */
  private Operand<TFloat32> reachingAll(Operand<TFloat32> value, List<Operand<TFloat32>> values) {
    Operand<TFloat32> sum = value;
    for (Operand<TFloat32> one : values) {
      Operand<TFloat32> flat = tf.reshape(one, tf.constant(new int[] {-1}));
      Operand<TFloat32> all = tf.reduceSum(flat, tf.constant(0), new ReduceSum.Options[0]);
      sum = tf.math.add(sum, tf.math.mul(all, tf.constant(0f)));
    }
    return sum;
  }

  private List<Operand<TFloat32>> added(
      PenaltyTerm term, List<Operand<TFloat32>> sums, List<Operand<TFloat32>> own) {
    List<Operand<TFloat32>> added = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      added.add(term.add(tf, sums.get(i), own.get(i)));
    }
    return added;
  }
}
