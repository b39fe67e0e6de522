package org.ganforge.tf.regularization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.tf.variable.Variable;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Rule of {@link MovingAverage}. */
final class MovingAverageRule implements RegularizationRule<MovingAverage> {
  @Override
  public List<Op> afterGenerator(
      Ops tf,
      MovingAverage regularization,
      Operand<TInt64> changes,
      @Nullable Operand<TBool> isChange,
      Map<Variable, Variable> averages) {
    // As in Keras, the first average ignores the weights from before training.
    Operand<TFloat32> isLater =
        tf.dtypes.cast(tf.math.greater(changes, tf.constant(0L)), TFloat32.class);
    Operand<TFloat32> decay = tf.math.mul(isLater, tf.constant((float) regularization.decay()));
    Operand<TFloat32> kept = isChange == null ? decay : tf.select(isChange, decay, tf.constant(1f));
    Operand<TFloat32> added = tf.math.sub(tf.constant(1f), kept);
    List<Op> operations = new ArrayList<>();
    averages.forEach(
        (weight, average) -> {
          Operand<TFloat32> old = tf.math.mul(average.read(tf), kept);
          Operand<TFloat32> taken = tf.math.mul(weight.read(tf), added);
          operations.add(average.assign(tf, tf.math.add(old, taken)));
        });
    return operations;
  }
}
