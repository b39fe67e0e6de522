package org.ganforge.tf.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.KerasVersion;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.tf.variable.Counter;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * An optimizer bound to an explicit list of variables, with its slots. It cannot change any other
 * variable: freezing is structural.
 */
public final class OptimizerCompiler {
  private final Optimizer optimizer;
  private final List<Variable> variables;
  private final Counter updates;
  private final UpdateRule rule;
  private final @Nullable Accumulation accumulation;

  /**
   * Makes the optimizer's slots.
   *
   * @param updates counts this optimizer's updates
   */
  public OptimizerCompiler(
      Optimizer optimizer,
      KerasVersion keras,
      List<Variable> variables,
      Variables all,
      Counter updates) {
    this.optimizer = optimizer;
    this.variables = List.copyOf(variables);
    this.updates = updates;
    this.rule = OptimizerRules.of(optimizer, keras, variables, all);
    int steps = optimizer.gradientAccumulationSteps();
    this.accumulation = steps == 1 ? null : Accumulation.make(all, this.variables, steps);
  }

  /** Returns the variables that an update changes. */
  public List<Variable> variables() {
    return variables;
  }

  /**
   * Returns how often weights were changed before an update.
   *
   * @param done how many updates came before it
   */
  public Operand<TInt64> changes(Ops tf, Operand<TInt64> done) {
    return accumulation == null ? done : accumulation.changes(tf, done);
  }

  /**
   * Returns whether an update changes weights; null if every update does.
   *
   * @param done how many updates came before it
   */
  public @Nullable Operand<TBool> isChange(Ops tf, Operand<TInt64> done) {
    return accumulation == null ? null : accumulation.isChange(tf, done);
  }

  /**
   * Returns the operations of one update; the last of them counts it, after all others.
   *
   * @param done how many updates came before, read before this one
   * @param gradients one for each variable, in the same order
   * @param before runs before anything is changed
   */
  public List<Op> update(
      Ops tf, Operand<TInt64> done, List<Operand<TFloat32>> gradients, Op before) {
    UpdateTime time = UpdateTime.after(tf, optimizer.learningRate(), done, changes(tf, done));
    Ops waiting = tf.withControlDependencies(List.of(before));
    List<Op> operations = new ArrayList<>();
    operations.add(before);
    if (accumulation == null) {
      List<Operand<TFloat32>> clipped = GradientClipper.clip(tf, optimizer.clipping(), gradients);
      // The gradient waits, not the operation that uses it: the rule's constants must have no
      // dependencies.
      operations.addAll(apply(tf, clipped.stream().map(g -> waits(waiting, g)).toList(), time));
    } else {
      operations.add(
          accumulation.update(
              tf,
              accumulation.isChange(tf, done),
              gradients.stream().map(g -> waits(waiting, g)).toList(),
              mean -> apply(tf, GradientClipper.clip(tf, optimizer.clipping(), mean), time)));
    }
    // If nothing is drawn at random, nothing else forces the count to be read before it is
    // incremented.
    List<Op> last = new ArrayList<>(operations);
    last.add(done);
    Operand<TInt64> one = tf.constant(1L);
    operations.add(updates.increment(tf.withControlDependencies(last), one));
    return operations;
  }

  private static Operand<TFloat32> waits(Ops waiting, Operand<TFloat32> gradient) {
    return waiting.identity(gradient);
  }

  /** Returns the operations that change each variable by its gradient. */
  private List<Op> apply(Ops tf, List<Operand<TFloat32>> gradients, UpdateTime time) {
    List<Op> operations = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      operations.add(rule.update(tf, variables.get(i), gradients.get(i), time));
    }
    return operations;
  }
}
