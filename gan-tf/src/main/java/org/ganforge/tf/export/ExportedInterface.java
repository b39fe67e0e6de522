package org.ganforge.tf.export;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.Input;
import org.ganforge.layer.Network;

/**
 * How other programs call a network, in readable names: {@code noise -> images}, {@code images ->
 * probability}; with an auxiliary classifier {@code images -> probability, classes}.
 *
 * @param network the network
 * @param inputs the names of its inputs, in order
 * @param outputs the names of its outputs, in order
 */
record ExportedInterface(Network network, List<String> inputs, List<String> outputs) {
  static ExportedInterface of(Gan gan, NetworkRole role) {
    return switch (role) {
      case GENERATOR -> of(gan.generator(), "noise", List.of("images"));
      case DISCRIMINATOR -> {
        String verdict = gan.objective().outputName();
        yield of(
            gan.discriminator(),
            "images",
            gan.hasAuxiliary() ? List.of(verdict, "classes") : List.of(verdict));
      }
    };
  }

  /** Returns the name of the first output. */
  String output() {
    return outputs.get(0);
  }

  /** Returns the name of the file of an output's example. */
  String outputFile(int index) {
    return index == 0 ? "output.npy" : outputs.get(index) + ".npy";
  }

  /** Returns the name of the file of an input's example. */
  String checkFile(int index) {
    return inputs.size() == 1 ? "input.npy" : inputs.get(index) + ".npy";
  }

  private static ExportedInterface of(Network network, String subject, List<String> outputs) {
    List<String> names =
        network.inputs().stream()
            .map(input -> input instanceof Input.Label ? "labels" : subject)
            .toList();
    return new ExportedInterface(network, names, outputs);
  }
}
