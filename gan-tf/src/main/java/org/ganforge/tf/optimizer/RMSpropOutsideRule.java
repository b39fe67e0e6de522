package org.ganforge.tf.optimizer;

import java.util.List;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** RMSprop as in Keras 2 without momentum: epsilon is added to the root, not under it. */
final class RMSpropOutsideRule implements UpdateRule {
  private final RMSprop rmsprop;
  private final Slots squares;
  private final @Nullable Slots means;

  RMSpropOutsideRule(RMSprop rmsprop, List<Variable> variables, Variables all) {
    this.rmsprop = rmsprop;
    this.squares = Slots.make(all, variables, "rms");
    this.means = rmsprop.centered() ? Slots.make(all, variables, "mg") : null;
  }

  @Override
  public Op update(Ops tf, Variable variable, Operand<TFloat32> gradient, UpdateTime time) {
    Variable square = squares.of(variable);
    Operand<TFloat32> newSquare = average(tf, square, tf.math.square(gradient), gradient);
    Op assignSquare = square.assign(tf, newSquare);
    Operand<TFloat32> spread = newSquare;
    Op assignMean = assignSquare;
    if (means != null) {
      Variable mean = means.of(variable);
      Operand<TFloat32> newMean = average(tf, mean, gradient, gradient);
      assignMean = mean.assign(tf, newMean);
      spread = tf.math.sub(newSquare, tf.math.square(newMean));
    }
    Operand<TFloat32> root =
        tf.math.add(tf.math.sqrt(spread), tf.constant((float) rmsprop.epsilon()));
    Operand<TFloat32> step = tf.math.div(tf.math.mul(time.learningRate(), gradient), root);
    Op descend = tf.assignSubVariableOp(variable.handle(), step);
    return tf.withControlDependencies(List.of(assignSquare, assignMean, descend)).noOp();
  }

  /**
   * Reads the slot only after the gradient is computed, so that it includes earlier updates in the
   * same run.
   */
  private Operand<TFloat32> average(
      Ops tf, Variable average, Operand<TFloat32> value, Operand<TFloat32> gradient) {
    Operand<TFloat32> old = average.read(tf.withControlDependencies(List.of(gradient)));
    Operand<TFloat32> kept = tf.math.mul(old, tf.constant((float) rmsprop.rho()));
    return tf.math.add(kept, tf.math.mul(value, tf.constant((float) (1 - rmsprop.rho()))));
  }
}
