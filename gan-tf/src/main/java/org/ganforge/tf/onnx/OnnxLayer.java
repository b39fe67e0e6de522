package org.ganforge.tf.onnx;

import java.util.List;
import org.ganforge.layer.Layer;

/** The ONNX form of one kind of layer, in inference mode. */
@FunctionalInterface
interface OnnxLayer<L extends Layer> {
  /**
   * Adds a layer's nodes.
   *
   * @param inputs a batch for each input, in either layout
   * @return the output, in either layout
   */
  Value add(L layer, OnnxContext context, List<Value> inputs);
}
