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

/** RMSprop with epsilon under the root, by TensorFlow's fused operation. */
final class RMSpropRule implements UpdateRule {
  private final RMSprop rmsprop;
  private final Slots squares;
  private final Slots momenta;
  private final @Nullable Slots means;

  RMSpropRule(RMSprop rmsprop, List<Variable> variables, Variables all) {
    this.rmsprop = rmsprop;
    this.squares = Slots.make(all, variables, "rms");
    this.momenta = Slots.make(all, variables, "momentum");
    this.means = rmsprop.centered() ? Slots.make(all, variables, "mg") : null;
  }

  @Override
  public Op update(Ops tf, Variable variable, Operand<TFloat32> gradient, UpdateTime time) {
    Operand<TFloat32> rho = tf.constant((float) rmsprop.rho());
    Operand<TFloat32> momentum = tf.constant((float) rmsprop.momentum());
    Operand<TFloat32> epsilon = tf.constant((float) rmsprop.epsilon());
    Variable square = squares.of(variable);
    Variable step = momenta.of(variable);
    if (means != null) {
      return tf.train.resourceApplyCenteredRmsProp(
          variable.handle(),
          means.of(variable).handle(),
          square.handle(),
          step.handle(),
          time.learningRate(),
          rho,
          momentum,
          epsilon,
          gradient);
    }
    return tf.train.resourceApplyRmsProp(
        variable.handle(),
        square.handle(),
        step.handle(),
        time.learningRate(),
        rho,
        momentum,
        epsilon,
        gradient);
  }
}
