package org.ganforge.tf.objective;

import java.util.Map;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Hinge;
import org.ganforge.objective.LeastSquares;
import org.ganforge.objective.MeanSquaredError;
import org.ganforge.objective.Objective;
import org.ganforge.objective.RelativisticAverage;
import org.ganforge.objective.RelativisticPairing;
import org.ganforge.objective.Wasserstein;

/** The table of objectives. */
final class ObjectiveRules {
  private static final Map<Class<?>, ObjectiveRule<?>> TABLE =
      Map.ofEntries(
          row(BinaryCrossentropy.class, new CrossentropyRule()),
          row(Hinge.class, new HingeRule()),
          row(LeastSquares.class, new SquaresRule<>()),
          row(MeanSquaredError.class, new SquaresRule<>()),
          row(RelativisticAverage.class, new RelativisticAverageRule()),
          row(RelativisticPairing.class, new RelativisticPairingRule()),
          row(Wasserstein.class, new WassersteinRule()));

  private ObjectiveRules() {}

  private static <O extends Objective> Map.Entry<Class<?>, ObjectiveRule<?>> row(
      Class<O> objective, ObjectiveRule<O> rule) {
    return Map.entry(objective, rule);
  }

  @SuppressWarnings("unchecked") // row() pairs each class with its own rule
  static <O extends Objective> ObjectiveRule<O> of(O objective) {
    ObjectiveRule<O> rule = (ObjectiveRule<O>) TABLE.get(objective.getClass());
    if (rule == null) {
      throw new IllegalStateException("no rule for " + objective);
    }
    return rule;
  }

  /** Returns whether a kind of objective has a row. */
  static boolean covers(Class<?> objective) {
    return TABLE.containsKey(objective);
  }
}
