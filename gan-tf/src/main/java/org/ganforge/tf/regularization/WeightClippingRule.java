package org.ganforge.tf.regularization;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.regularization.WeightClipping;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Rule of {@link WeightClipping}. */
final class WeightClippingRule implements RegularizationRule<WeightClipping> {
  @Override
  public List<Op> afterDiscriminator(Ops tf, WeightClipping clipping, DiscriminatorUpdate update) {
    float limit = (float) clipping.limit();
    List<Op> operations = new ArrayList<>();
    for (Variable variable : update.trained()) {
      Operand<TFloat32> clipped =
          tf.clipByValue(variable.read(tf), tf.constant(-limit), tf.constant(limit));
      operations.add(variable.assign(tf, clipped));
    }
    return operations;
  }
}
