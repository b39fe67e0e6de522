package org.ganforge.tf.train;

import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.layer.FloatTensor;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.Probe;
import org.ganforge.tf.graph.Step;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.train.DivergenceException;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Finds the first number that is not finite after an update or the weights were refused. */
final class Diagnosis {
  private final Gan gan;
  private final String when;
  private final long iteration;
  private float largest;
  private String network;
  private String found;

  /**
   * Makes a diagnosis.
   *
   * @param when when it happened: {@code iteration 41}
   * @param iteration how many iterations were completed before
   */
  Diagnosis(Gan gan, String when, long iteration) {
    this.gan = gan;
    this.when = when;
    this.iteration = iteration;
    this.network = gan.discriminator().name();
    this.found = "others, which were finite when computed again";
  }

  /**
   * Computes an update again with the same feeds. The refused update changed and counted nothing,
   * so the graph's own batches are the same as before.
   */
  DivergenceException of(
      GraphSession<GanGraph> session,
      StepKind kind,
      Map<Operand<TFloat32>, FloatTensor> feeds,
      Map<Operand<TUint8>, byte[]> images) {
    // One by one: the values of all layers at once may not fit in memory.
    List<List<Probe>> ofReplicas =
        session.graph().step(kind).replicas().stream().map(Step::probes).toList();
    List<Probe> probes = ofReplicas.get(0);
    for (int i = 0; i < probes.size(); i++) {
      Probe probe = probes.get(i);
      int index = i;
      List<Operand<TFloat32>> same =
          ofReplicas.stream().<Operand<TFloat32>>map(of -> of.get(index).value()).toList();
      for (FloatTensor values : session.fetchInStep(List.of(), same, feeds, images)) {
        if (isFound(probe.network(), probe.what(), values)) {
          return exception();
        }
      }
    }
    return exception();
  }

  /**
   * Returns the exception for replicas in several processes. None can compute the update again: it
   * needs the others, and the failure has cut them off.
   */
  DivergenceException amongProcesses() {
    found = "numbers that are not finite, in one of several processes";
    return exception();
  }

  /** Checks all weights. */
  DivergenceException of(Map<String, FloatTensor> weights) {
    for (Map.Entry<String, FloatTensor> weight : weights.entrySet()) {
      String name = weight.getKey();
      if (isFound(name.substring(0, name.indexOf('/')), "the weight " + name, weight.getValue())) {
        break;
      }
    }
    return exception();
  }

  private boolean isFound(String place, String what, FloatTensor values) {
    int size = Math.toIntExact(values.shape().size());
    for (int i = 0; i < size; i++) {
      float value = values.get(i);
      if (!Float.isFinite(value)) {
        network = place;
        found = value + " in " + what;
        return true;
      }
      if (Math.abs(value) > largest) {
        largest = Math.abs(value);
        network = place;
        found = "numbers as large as " + largest + " in " + what + ", too large to be squared";
      }
    }
    return false;
  }

  private DivergenceException exception() {
    boolean isGenerator = network.equals(gan.generator().name());
    Optimizer optimizer = isGenerator ? gan.generatorOptimizer() : gan.discriminatorOptimizer();
    String wayOut =
        "lower "
            + (isGenerator ? "generator" : "discriminator")
            + "_optimizer.learning_rate ("
            + optimizer.learningRate().largest()
            + ")"
            + (optimizer.clipping().clips() ? "" : ", clip its gradients (clipvalue)")
            + " or look at the images";
    return new DivergenceException(when, iteration, network, found, wayOut);
  }
}
