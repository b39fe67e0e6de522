package org.ganforge.tf.regularization;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ganforge.Gan;
import org.ganforge.layer.Network;
import org.ganforge.regularization.Regularization;
import org.ganforge.tf.noise.RandomStream;
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
 * One kind of regularization as operations.
 *
 * @param <R> the regularization
 */
interface RegularizationRule<R extends Regularization> {
  /**
   * Creates its state beside the discriminator's weights, which already exist.
   *
   * @param seed the run's seed
   */
  default void declare(
      Ops tf, R regularization, Network discriminator, Variables variables, long seed) {}

  /**
   * Returns images as the discriminator sees them in an update.
   *
   * @param images {@code [count, ...image]}
   * @param random seeds of the tower that judges them; its counter is that of the network's updates
   * @param updates how many of these each iteration has; 0 if iterations differ
   * @param state the value of the state that the regularization declared, by name
   */
  default Operand<TFloat32> judged(
      Ops tf,
      R regularization,
      Gan gan,
      Operand<TFloat32> images,
      RandomStream random,
      long updates,
      Function<String, Operand<TFloat32>> state) {
    return images;
  }

  /** Returns the operations after an update of the discriminator; {@code tf} waits for it. */
  default List<Op> afterDiscriminator(Ops tf, R regularization, DiscriminatorUpdate update) {
    return List.of();
  }

  /**
   * Returns the operations that follow an update of the generator; {@code tf} waits for it.
   *
   * @param changes how often its weights were changed before it
   * @param isChange whether it changes weights; null if every update does
   * @param averages the moving average of each of its weights; empty if none is kept
   */
  default List<Op> afterGenerator(
      Ops tf,
      R regularization,
      Operand<TInt64> changes,
      @Nullable Operand<TBool> isChange,
      Map<Variable, Variable> averages) {
    return List.of();
  }
}
