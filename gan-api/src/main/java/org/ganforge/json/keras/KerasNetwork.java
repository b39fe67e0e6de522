package org.ganforge.json.keras;

import java.util.List;
import java.util.Map;
import org.ganforge.LeftOut;
import org.ganforge.Model;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;

/**
 * A network that Keras has described, and what there is to say of how it became one of this
 * library's.
 *
 * @param network the network
 * @param leftOut what the description says and the network does not, in the layers' order
 * @param classes Keras' classes by the layers' paths, {@code block/dense}, where they are others
 *     than here; empty for a layer that was another layer's activation
 */
public record KerasNetwork(Network network, List<LeftOut> leftOut, Map<String, String> classes) {
  /** Copies list and map. */
  public KerasNetwork {
    leftOut = List.copyOf(leftOut);
    classes = Map.copyOf(classes);
  }

  /**
   * Returns the name of a layer's class in Keras; empty if Keras has no layer there.
   *
   * @param path the layer's path inside the network
   */
  public String classOf(String path, Layer layer) {
    return classes.getOrDefault(path, layer instanceof Model ? "Functional" : layer.type());
  }
}
