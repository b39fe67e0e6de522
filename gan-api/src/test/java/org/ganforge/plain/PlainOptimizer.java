package org.ganforge.plain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.optimizer.SGD;

/** Updates weights by their gradients. Its state is one or two numbers per weight. */
final class PlainOptimizer {
  private final Optimizer optimizer;
  private final Map<String, float[]> first = new LinkedHashMap<>();
  private final Map<String, float[]> second = new LinkedHashMap<>();

  PlainOptimizer(Optimizer optimizer, PlainNetwork network) {
    this.optimizer = optimizer;
    boolean isKnown =
        optimizer instanceof Adam adam
            ? adam.equals(
                Adam.of(adam.learningRate())
                    .withBeta1(adam.beta1())
                    .withBeta2(adam.beta2())
                    .withEpsilon(adam.epsilon()))
            : optimizer instanceof SGD sgd
                && sgd.equals(SGD.of(sgd.learningRate()).withMomentum(sgd.momentum()));
    if (!isKnown) {
      throw PlainBackend.unsupported("optimizer " + optimizer);
    }
    for (String name : network.trainable()) {
      int size = network.weights().get(name).length;
      first.put(name, new float[size]);
      second.put(name, new float[size]);
    }
  }

  /** Returns the state, by names that differ from those of weights. */
  Map<String, float[]> state() {
    Map<String, float[]> state = new LinkedHashMap<>();
    first.forEach((name, values) -> state.put(name + "/first", values));
    second.forEach((name, values) -> state.put(name + "/second", values));
    return state;
  }

  /**
   * Updates weights and the state.
   *
   * @param updates the number of earlier updates
   */
  void update(Map<String, float[]> weights, Map<String, double[]> gradients, long updates) {
    first.keySet().forEach(name -> update(name, weights.get(name), gradients.get(name), updates));
  }

  private void update(String name, float[] weight, double[] gradient, long updates) {
    float[] m = first.get(name);
    float[] v = second.get(name);
    for (int i = 0; i < weight.length; i++) {
      double g = gradient[i];
      if (optimizer instanceof SGD sgd) {
        m[i] = (float) (sgd.momentum() * m[i] - sgd.learningRate().at(updates) * g);
        weight[i] += m[i];
      } else if (optimizer instanceof Adam adam) {
        m[i] = (float) (adam.beta1() * m[i] + (1 - adam.beta1()) * g);
        v[i] = (float) (adam.beta2() * v[i] + (1 - adam.beta2()) * g * g);
        double t = updates + 1.0;
        double rate =
            adam.learningRate().at(updates)
                * Math.sqrt(1 - Math.pow(adam.beta2(), t))
                / (1 - Math.pow(adam.beta1(), t));
        weight[i] -= (float) (rate * m[i] / (Math.sqrt(v[i]) + adam.epsilon()));
      }
    }
  }
}
