package org.ganforge.tf.regularization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ganforge.Gan;
import org.ganforge.layer.Network;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.regularization.InstanceNoise;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.Regularization;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.regularization.WeightClipping;
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

/** The table of rules that change weights after updates, or images before they are judged. */
public final class RegularizationRules {
  private static final Map<Class<?>, RegularizationRule<?>> TABLE =
      Map.ofEntries(
          row(DiffAugment.class, new DiffAugmentRule()),
          row(InstanceNoise.class, new InstanceNoiseRule()),
          row(MovingAverage.class, new MovingAverageRule()),
          row(SpectralNorm.class, new SpectralNormRule()),
          row(WeightClipping.class, new WeightClippingRule()));

  private RegularizationRules() {}

  private static <R extends Regularization> Map.Entry<Class<?>, RegularizationRule<?>> row(
      Class<R> regularization, RegularizationRule<R> rule) {
    return Map.entry(regularization, rule);
  }

  /**
   * Creates a regularization's state beside the discriminator's weights, which already exist.
   *
   * @param seed the run's seed
   */
  public static void declare(
      Ops tf,
      Regularization regularization,
      Network discriminator,
      Variables variables,
      long seed) {
    rule(regularization).declare(tf, regularization, discriminator, variables, seed);
  }

  /**
   * Returns images as the discriminator sees them in an update.
   *
   * @param random seeds of the tower that judges them; its counter is that of the network's updates
   * @param updates how many of these each iteration has; 0 if iterations differ
   * @param state the value of the state that regularizations declared, by name
   */
  public static Operand<TFloat32> judged(
      Ops tf,
      Regularization regularization,
      Gan gan,
      Operand<TFloat32> images,
      RandomStream random,
      long updates,
      Function<String, Operand<TFloat32>> state) {
    return rule(regularization).judged(tf, regularization, gan, images, random, updates, state);
  }

  /**
   * Returns the probability with which updates augment images, if it is adapted.
   *
   * @param state the value of the state that regularizations declared, by name
   */
  public static Optional<Operand<TFloat32>> augmentation(
      Ops tf, List<Regularization> regularization, Function<String, Operand<TFloat32>> state) {
    return DiffAugment.among(regularization)
        .flatMap(DiffAugmentRule::adapted)
        .map(adapted -> adapted.current(tf, state));
  }

  /**
   * Returns the operations that follow an update of the discriminator.
   *
   * @param tf builds operations that wait for the update
   */
  public static List<Op> afterDiscriminator(
      Ops tf, Regularization regularization, DiscriminatorUpdate update) {
    return rule(regularization).afterDiscriminator(tf, regularization, update);
  }

  /**
   * Returns the operations that follow an update of the generator.
   *
   * @param tf builds operations that wait for the update
   * @param changes how often its weights were changed before it
   * @param isChange whether it changes weights; null if every update does
   * @param averages the moving average of each of its weights; empty if none is kept
   */
  public static List<Op> afterGenerator(
      Ops tf,
      Regularization regularization,
      Operand<TInt64> changes,
      @Nullable Operand<TBool> isChange,
      Map<Variable, Variable> averages) {
    return rule(regularization).afterGenerator(tf, regularization, changes, isChange, averages);
  }

  @SuppressWarnings("unchecked") // row() pairs each class with its own rule
  private static <R extends Regularization> RegularizationRule<R> rule(R regularization) {
    RegularizationRule<R> rule = (RegularizationRule<R>) TABLE.get(regularization.getClass());
    if (rule == null) {
      throw new IllegalStateException("no rule for " + regularization);
    }
    return rule;
  }

  /** Returns whether a kind of regularization has a row. */
  static boolean covers(Class<?> regularization) {
    return TABLE.containsKey(regularization);
  }
}
