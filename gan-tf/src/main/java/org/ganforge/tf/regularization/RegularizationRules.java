package org.ganforge.tf.regularization;

import java.util.List;
import java.util.Map;
import org.ganforge.regularization.Regularization;
import org.ganforge.regularization.WeightClipping;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;

/** The table of what is done to weights after updates. */
public final class RegularizationRules {
  private static final Map<Class<?>, RegularizationRule<?>> TABLE =
      Map.ofEntries(row(WeightClipping.class, new WeightClippingRule()));

  private RegularizationRules() {}

  private static <R extends Regularization> Map.Entry<Class<?>, RegularizationRule<?>> row(
      Class<R> regularization, RegularizationRule<R> rule) {
    return Map.entry(regularization, rule);
  }

  /**
   * Returns what follows an update of the discriminator.
   *
   * @param tf builds operations that wait for the update
   * @param variables those that the update has changed
   */
  public static List<Op> afterDiscriminator(
      Ops tf, Regularization regularization, List<Variable> variables) {
    return afterDiscriminator(regularization.getClass(), tf, regularization, variables);
  }

  @SuppressWarnings("unchecked") // row() pairs each class with a rule of its own
  private static <R extends Regularization> List<Op> afterDiscriminator(
      Class<?> type, Ops tf, R regularization, List<Variable> variables) {
    RegularizationRule<R> rule = (RegularizationRule<R>) TABLE.get(type);
    if (rule == null) {
      throw new IllegalStateException("no rule for " + regularization);
    }
    return rule.afterDiscriminator(tf, regularization, variables);
  }

  /** Returns whether a kind of regularization has a row. */
  static boolean covers(Class<?> regularization) {
    return TABLE.containsKey(regularization);
  }
}
