package org.ganforge.tf.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Accumulates the gradients of several updates; only the last one changes weights, by the mean. The
 * branch that an update does not take is dead, behind a {@code Switch}, so it costs nothing.
 *
 * @param variables the trained variables
 * @param sums the sum for each of them
 * @param steps how many updates make one change, above 1
 */
record Accumulation(List<Variable> variables, Slots sums, int steps) {
  static Accumulation make(Variables all, List<Variable> variables, int steps) {
    return new Accumulation(variables, Slots.make(all, variables, "gradient_accumulator"), steps);
  }

  /** Returns how many changes were made before an update. */
  Operand<TInt64> changes(Ops tf, Operand<TInt64> done) {
    return tf.math.floorDiv(done, tf.constant((long) steps));
  }

  /** Returns whether the update that follows {@code done} others changes weights. */
  Operand<TBool> isChange(Ops tf, Operand<TInt64> done) {
    Operand<TInt64> place = tf.math.floorMod(done, tf.constant((long) steps));
    return tf.math.equal(place, tf.constant(steps - 1L));
  }

  /**
   * Returns an operation that either adds the gradients to the sums, or applies the mean and sets
   * the sums to 0.
   *
   * @param gradients one for each variable, available once they may be used
   * @param apply returns the operations that change weights by the gradients it is given
   */
  Op update(
      Ops tf,
      Operand<TBool> isChange,
      List<Operand<TFloat32>> gradients,
      Function<List<Operand<TFloat32>>, List<Op>> apply) {
    List<Op> added = new ArrayList<>();
    List<Op> applied = new ArrayList<>();
    List<Operand<TFloat32>> means = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      Variable sum = sums.of(variables.get(i));
      SwitchCond<TFloat32> gradient = tf.switchCond(gradients.get(i), isChange);
      added.add(tf.assignAddVariableOp(sum.handle(), gradient.outputFalse()));
      Operand<TFloat32> last = gradient.outputTrue();
      // Read once the gradient is computed: earlier updates of the same run are in the sum by then.
      Operand<TFloat32> all =
          tf.math.add(last, sum.read(tf.withControlDependencies(List.of(last))));
      means.add(tf.math.div(all, tf.constant((float) steps)));
      applied.add(sum.assign(tf.withControlDependencies(List.of(all)), tf.zerosLike(last)));
    }
    applied.addAll(apply.apply(means));
    return either(tf, isChange, added, applied);
  }

  /** Joins two branches, one of which is dead. */
  private static Op either(Ops tf, Operand<TBool> isChange, List<Op> added, List<Op> applied) {
    SwitchCond<TBool> branch = tf.switchCond(isChange, isChange);
    Operand<TBool> no = tf.withControlDependencies(added).identity(branch.outputFalse());
    Operand<TBool> yes = tf.withControlDependencies(applied).identity(branch.outputTrue());
    return tf.merge(List.of(no, yes));
  }
}
