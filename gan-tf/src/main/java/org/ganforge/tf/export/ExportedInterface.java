package org.ganforge.tf.export;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.Input;
import org.ganforge.layer.Network;

/**
 * How others call a network, in words that a person understands: {@code noise -> images}, {@code
 * images -> probability}.
 *
 * @param network the network
 * @param inputs the names of its inputs, in its order
 * @param output the name of its output
 */
record ExportedInterface(Network network, List<String> inputs, String output) {
  static ExportedInterface of(Gan gan, NetworkRole role) {
    return switch (role) {
      case GENERATOR -> of(gan.generator(), "noise", "images");
      case DISCRIMINATOR -> of(gan.discriminator(), "images", gan.objective().outputName());
    };
  }

  /** Returns the file of an input's example. */
  String checkFile(int index) {
    return inputs.size() == 1 ? "input.npy" : inputs.get(index) + ".npy";
  }

  private static ExportedInterface of(Network network, String subject, String output) {
    List<String> names =
        network.inputs().stream()
            .map(input -> input instanceof Input.Label ? "labels" : subject)
            .toList();
    return new ExportedInterface(network, names, output);
  }
}
