package org.ganforge.tf.optimizer;

import java.util.List;
import org.ganforge.optimizer.SGD;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ResourceApplyKerasMomentum;
import org.tensorflow.types.TFloat32;

/** Gradient descent, with Keras' momentum where there is one. */
final class SGDRule implements UpdateRule {
  private final SGD sgd;
  private final @Nullable Slots momenta;

  SGDRule(SGD sgd, List<Variable> variables, Variables all) {
    this.sgd = sgd;
    this.momenta = sgd.momentum() == 0 ? null : Slots.make(all, variables, "momentum");
  }

  @Override
  public Op update(Ops tf, Variable variable, Operand<TFloat32> gradient, UpdateTime time) {
    if (momenta == null) {
      return tf.train.resourceApplyGradientDescent(
          variable.handle(), time.learningRate(), gradient);
    }
    return tf.train.resourceApplyKerasMomentum(
        variable.handle(),
        momenta.of(variable).handle(),
        time.learningRate(),
        gradient,
        tf.constant((float) sgd.momentum()),
        ResourceApplyKerasMomentum.useNesterov(sgd.nesterov()));
  }
}
