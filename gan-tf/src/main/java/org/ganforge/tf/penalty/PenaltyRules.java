package org.ganforge.tf.penalty;

import java.util.Map;
import org.ganforge.penalty.Dragan;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.penalty.Penalty;
import org.ganforge.penalty.R1;
import org.ganforge.penalty.R2;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The table of penalties. */
public final class PenaltyRules {
  private static final Map<Class<?>, PenaltyRule<?>> TABLE =
      Map.ofEntries(
          row(Dragan.class, new DraganRule()),
          row(GradientPenalty.class, new GradientPenaltyRule()),
          row(R1.class, new R1Rule()),
          row(R2.class, new R2Rule()));

  private PenaltyRules() {}

  private static <P extends Penalty> Map.Entry<Class<?>, PenaltyRule<?>> row(
      Class<P> penalty, PenaltyRule<P> rule) {
    return Map.entry(penalty, rule);
  }

  /** Returns the penalty, weighted, as one number. */
  public static Operand<TFloat32> compile(Penalty penalty, PenaltyContext context) {
    return compile(penalty.getClass(), penalty, context);
  }

  @SuppressWarnings("unchecked") // row() pairs each class with its own rule
  private static <P extends Penalty> Operand<TFloat32> compile(
      Class<?> type, P penalty, PenaltyContext context) {
    PenaltyRule<P> rule = (PenaltyRule<P>) TABLE.get(type);
    if (rule == null) {
      throw new IllegalStateException("no rule for " + penalty);
    }
    return rule.compile(penalty, context);
  }

  /** Returns whether a kind of penalty has a row. */
  static boolean covers(Class<?> penalty) {
    return TABLE.containsKey(penalty);
  }
}
