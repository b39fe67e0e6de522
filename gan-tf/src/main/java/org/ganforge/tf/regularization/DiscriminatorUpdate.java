package org.ganforge.tf.regularization;

import java.util.List;
import java.util.function.Function;
import org.ganforge.tf.distributed.AllReduce;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * An update of the discriminator, as seen by the operations that follow it.
 *
 * @param trained the variables that it changed
 * @param all all variables
 * @param state the value of a regularization's state before the update, by name
 * @param real the outputs for real images, {@code [count, 1]}; null if it had none
 * @param threshold the output that separates real from generated images
 * @param isRealHigher whether real images are those above it
 * @param reduce sums over all replicas
 * @param turn how many turns came before its own
 */
public record DiscriminatorUpdate(
    List<Variable> trained,
    Variables all,
    Function<String, Operand<TFloat32>> state,
    @Nullable Operand<TFloat32> real,
    float threshold,
    boolean isRealHigher,
    AllReduce reduce,
    Operand<TInt64> turn) {
  /** Takes a copy. */
  public DiscriminatorUpdate {
    trained = List.copyOf(trained);
  }
}
