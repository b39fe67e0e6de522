package org.ganforge.json.keras;

import java.util.List;
import java.util.Map;
import org.ganforge.LeftOut;
import org.ganforge.Model;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;

/**
 * A network read from Keras, with notes on its conversion.
 *
 * @param network the network
 * @param leftOut the options in Keras' description that the network lacks, in the layers' order
 * @param classes Keras' class names by layer path, {@code block/dense}, if they differ from those
 *     here; empty for a layer that was another layer's activation
 */
public record KerasNetwork(Network network, List<LeftOut> leftOut, Map<String, String> classes) {
  /** Copies list and map. */
  public KerasNetwork {
    leftOut = List.copyOf(leftOut);
    classes = Map.copyOf(classes);
  }

  /**
   * Returns the name of a layer's class in Keras; empty if Keras has no such layer.
   *
   * @param path the layer's path inside the network
   */
  public String classOf(String path, Layer layer) {
    return classes.getOrDefault(path, layer instanceof Model ? "Functional" : layer.type());
  }
}
