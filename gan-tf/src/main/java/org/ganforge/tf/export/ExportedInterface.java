package org.ganforge.tf.export;

import org.ganforge.Gan;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.Network;

/**
 * How others call a network, in words that a person understands: {@code noise -> images}, {@code
 * images -> probability}.
 *
 * @param network the network
 * @param input the name of its input
 * @param output the name of its output
 */
record ExportedInterface(Network network, String input, String output) {
  static ExportedInterface of(Gan gan, NetworkRole role) {
    return switch (role) {
      case GENERATOR -> new ExportedInterface(gan.generator(), "noise", "images");
      case DISCRIMINATOR ->
          new ExportedInterface(gan.discriminator(), "images", gan.objective().outputName());
    };
  }
}
