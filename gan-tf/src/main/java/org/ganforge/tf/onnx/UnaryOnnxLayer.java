package org.ganforge.tf.onnx;

import java.util.List;
import org.ganforge.layer.UnaryLayer;

/** The ONNX form of a layer with one input. */
@FunctionalInterface
interface UnaryOnnxLayer<L extends UnaryLayer> extends OnnxLayer<L> {
  /** Adds a layer's nodes, and returns the output. */
  Value add(L layer, OnnxContext context, Value input);

  @Override
  default Value add(L layer, OnnxContext context, List<Value> inputs) {
    return add(layer, context, inputs.get(0));
  }
}
