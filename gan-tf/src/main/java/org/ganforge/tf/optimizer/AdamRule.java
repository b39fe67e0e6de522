package org.ganforge.tf.optimizer;

import java.util.List;
import org.ganforge.optimizer.Adam;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Adam, by TensorFlow's fused operation. */
final class AdamRule implements UpdateRule {
  private final Adam adam;
  private final Slots firstMoments;
  private final Slots secondMoments;
  private final @Nullable Slots largestMoments;

  AdamRule(Adam adam, List<Variable> variables, Variables all) {
    this.adam = adam;
    this.firstMoments = Slots.make(all, variables, "m");
    this.secondMoments = Slots.make(all, variables, "v");
    this.largestMoments = adam.amsgrad() ? Slots.make(all, variables, "vhat") : null;
  }

  @Override
  public Op update(Ops tf, Variable variable, Operand<TFloat32> gradient, UpdateTime time) {
    Operand<TFloat32> beta1 = tf.constant((float) adam.beta1());
    Operand<TFloat32> beta2 = tf.constant((float) adam.beta2());
    Operand<TFloat32> power1 = tf.math.pow(beta1, time.number());
    Operand<TFloat32> power2 = tf.math.pow(beta2, time.number());
    Operand<TFloat32> epsilon = tf.constant((float) adam.epsilon());
    Variable m = firstMoments.of(variable);
    Variable v = secondMoments.of(variable);
    if (largestMoments != null) {
      return tf.train.resourceApplyAdamWithAmsgrad(
          variable.handle(),
          m.handle(),
          v.handle(),
          largestMoments.of(variable).handle(),
          power1,
          power2,
          time.learningRate(),
          beta1,
          beta2,
          epsilon,
          gradient);
    }
    return tf.train.resourceApplyAdam(
        variable.handle(),
        m.handle(),
        v.handle(),
        power1,
        power2,
        time.learningRate(),
        beta1,
        beta2,
        epsilon,
        gradient);
  }
}
