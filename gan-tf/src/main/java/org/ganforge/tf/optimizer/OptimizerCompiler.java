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
 * An optimizer bound to an explicit list of variables, its slots made. What is not in the list it
 * cannot change: freezing is a matter of structure.
 */
public final class OptimizerCompiler {
  private final Optimizer optimizer;
  private final List<Variable> variables;
  private final Counter updates;
  private final UpdateRule rule;
  private final @Nullable Accumulation accumulation;

  /**
   * Makes the optimizer's slots and its own count of updates.
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
   * Returns how often weights have been changed before an update.
   *
   * @param done how many updates have been before it
   */
  public Operand<TInt64> changes(Ops tf, Operand<TInt64> done) {
    return accumulation == null ? done : accumulation.changes(tf, done);
  }

  /**
   * Returns whether an update changes weights; null where each of them does.
   *
   * @param done how many updates have been before it
   */
  public @Nullable Operand<TBool> isChange(Ops tf, Operand<TInt64> done) {
    return accumulation == null ? null : accumulation.isChange(tf, done);
  }

  /**
   * Returns the operations of one update; the last of them counts it, after all others.
   *
   * @param done how many updates have been before, read before this one
   * @param gradients one for each variable, in their order
   * @param before nothing is changed until this is done
   */
  public List<Op> update(
      Ops tf, Operand<TInt64> done, List<Operand<TFloat32>> gradients, Op before) {
    UpdateTime time = UpdateTime.after(tf, optimizer.learningRate(), done, changes(tf, done));
    Ops waiting = tf.withControlDependencies(List.of(before));
    List<Op> operations = new ArrayList<>();
    operations.add(before);
    if (accumulation == null) {
      List<Operand<TFloat32>> clipped = GradientClipper.clip(tf, optimizer.clipping(), gradients);
      // The gradient waits, and not what uses it: the rule's constants must wait for nothing.
      operations.addAll(apply(tf, clipped.stream().map(g -> waits(waiting, g)).toList(), time));
    } else {
      operations.add(
          accumulation.update(
              tf,
              accumulation.isChange(tf, done),
              gradients.stream().map(g -> waits(waiting, g)).toList(),
              mean -> apply(tf, GradientClipper.clip(tf, optimizer.clipping(), mean), time)));
    }
    // Where nothing is drawn, nothing else would keep the count from being read too late.
    List<Op> last = new ArrayList<>(operations);
    last.add(done);
    Operand<TInt64> one = tf.constant(1L);
    operations.add(updates.increment(tf.withControlDependencies(last), one));
    return operations;
  }

  private static Operand<TFloat32> waits(Ops waiting, Operand<TFloat32> gradient) {
    return waiting.identity(gradient);
  }

  /** Returns what changes each variable by its gradient. */
  private List<Op> apply(Ops tf, List<Operand<TFloat32>> gradients, UpdateTime time) {
    List<Op> operations = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      operations.add(rule.update(tf, variables.get(i), gradients.get(i), time));
    }
    return operations;
  }
}
