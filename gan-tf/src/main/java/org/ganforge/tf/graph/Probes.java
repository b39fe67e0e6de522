package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.layer.Network;
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

  void update(Network network, Update update) {
    values.add(new Probe(network.name(), "the loss", update.loss()));
    List<Probe> gradients = new ArrayList<>();
    update
        .gradients()
        .forEach(
            (variable, value) ->
                gradients.add(
                    new Probe(network.name(), "the gradient of " + variable.name(), value)));
    Collections.reverse(gradients);
    values.addAll(gradients);
  }

  List<Probe> inOrder() {
    List<Probe> all = new ArrayList<>(weights);
    all.addAll(values);
    return all;
  }
}
