package org.ganforge.tf.regularization;

import java.util.List;
import org.ganforge.regularization.Regularization;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;

/**
 * One kind of regularization as operations.
 *
 * @param <R> the regularization
 */
interface RegularizationRule<R extends Regularization> {
  /** Returns what follows an update of the discriminator, for which {@code tf} waits. */
  List<Op> afterDiscriminator(Ops tf, R regularization, List<Variable> variables);
}
