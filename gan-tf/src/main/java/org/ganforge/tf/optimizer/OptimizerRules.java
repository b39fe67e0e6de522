package org.ganforge.tf.optimizer;

import java.util.List;
import java.util.Map;
import org.ganforge.KerasVersion;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.optimizer.SGD;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;

/** The table of optimizers. */
final class OptimizerRules {
  private static final Map<Class<?>, Maker<?>> TABLE =
      Map.ofEntries(
          row(Adam.class, (adam, keras, variables, all) -> new AdamRule(adam, variables, all)),
          row(RMSprop.class, OptimizerRules::rmsprop),
          row(SGD.class, (sgd, keras, variables, all) -> new SGDRule(sgd, variables, all)));

  private OptimizerRules() {}

  /** Makes an optimizer's rule, and its slots with it. */
  private interface Maker<O extends Optimizer> {
    UpdateRule make(O optimizer, KerasVersion keras, List<Variable> variables, Variables all);
  }

  private static <O extends Optimizer> Map.Entry<Class<?>, Maker<?>> row(
      Class<O> optimizer, Maker<O> maker) {
    return Map.entry(optimizer, maker);
  }

  private static UpdateRule rmsprop(
      RMSprop rmsprop, KerasVersion keras, List<Variable> variables, Variables all) {
    return rmsprop.momentum() == 0 && keras.rmspropEpsilonOutside()
        ? new RMSpropOutsideRule(rmsprop, variables, all)
        : new RMSpropRule(rmsprop, variables, all);
  }

  /** Returns the rule of an optimizer, with its slots made. */
  @SuppressWarnings("unchecked") // row() pairs each class with its own maker
  static <O extends Optimizer> UpdateRule of(
      O optimizer, KerasVersion keras, List<Variable> variables, Variables all) {
    Maker<O> maker = (Maker<O>) TABLE.get(optimizer.getClass());
    if (maker == null) {
      throw new IllegalStateException("no rule for " + optimizer);
    }
    return maker.make(optimizer, keras, variables, all);
  }

  /** Returns whether a kind of optimizer has a row. */
  static boolean covers(Class<?> optimizer) {
    return TABLE.containsKey(optimizer);
  }
}
