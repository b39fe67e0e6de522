package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.layer.Network;
import org.ganforge.tf.optimizer.OptimizerCompiler;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Gathers the values of an update that can be inspected, causes before effects: weights, the
 * batches, each layer's output, the loss, and its gradients from the last layer to the first. It
 * adds no operations to what the update runs.
 */
final class Probes {
  private final Gan gan;
  private final List<Probe> weights = new ArrayList<>();
  private final List<Probe> values = new ArrayList<>();

  Probes(Gan gan) {
    this.gan = gan;
  }

  void batches(Ops tf, Map<Role, Operand<TFloat32>> inputs) {
    for (Role role : Role.values()) {
      Operand<TFloat32> batch = inputs.get(role);
      if (batch != null) {
        // A fed operand cannot be fetched.
        values.add(new Probe(network(role), role.text(), tf.identity(batch)));
      }
    }
  }

  private String network(Role role) {
    return switch (role) {
      case REAL, REAL_LABELS -> gan.discriminator().name();
      case NOISE, NOISE_LABELS -> gan.generator().name();
    };
  }

  void tower(Network network, Tower tower) {
    tower
        .reads()
        .forEach(
            (variable, value) ->
                weights.add(new Probe(network.name(), "the weight " + variable.name(), value)));
    tower
        .layers()
        .forEach(
            (layer, output) ->
                values.add(new Probe(network.name(), "the output of " + layer, output)));
    tower
        .averages()
        .forEach(
            (variable, value) ->
                values.add(new Probe(network.name(), "the new " + variable.name(), value)));
  }

  void update(Network network, OptimizerCompiler optimizer, Update update) {
    values.add(new Probe(network.name(), "the loss", update.loss()));
    List<Variable> variables = optimizer.variables();
    for (int i = variables.size() - 1; i >= 0; i--) {
      String what = "the gradient of " + variables.get(i).name();
      values.add(new Probe(network.name(), what, update.gradients().get(i)));
    }
  }

  List<Probe> inOrder() {
    List<Probe> all = new ArrayList<>(weights);
    all.addAll(values);
    return all;
  }
}
