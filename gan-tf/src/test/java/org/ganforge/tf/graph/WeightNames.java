package org.ganforge.tf.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ganforge.layer.FloatTensor;

/** Maps of tensors by the names of weights. */
final class WeightNames {
  private WeightNames() {}

  /** Returns the tensors whose names are prefixed. */
  static Map<String, FloatTensor> within(String prefix, Map<String, FloatTensor> tensors) {
    Map<String, FloatTensor> named = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> named.put(prefix + name, tensor));
    return named;
  }

  /** Returns the tensor of this name, which must exist. */
  static FloatTensor get(Map<String, FloatTensor> tensors, String name) {
    FloatTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new AssertionError("no " + name + " among " + tensors.keySet());
    }
    return tensor;
  }
}
