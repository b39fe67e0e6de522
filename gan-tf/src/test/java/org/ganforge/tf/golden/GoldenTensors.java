package org.ganforge.tf.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/** Tensors in golden cases: {@code {"shape": [...], "data": [...]}}, flat and row-major. */
final class GoldenTensors {
  private GoldenTensors() {}

  static TensorShape shape(JsonNode dims) {
    List<Integer> shape = new ArrayList<>();
    dims.forEach(d -> shape.add(d.intValue()));
    return new TensorShape(shape);
  }

  /** Decimals are rounded to float32 directly, not by way of float64. */
  static FloatTensor tensor(JsonNode tensor) {
    JsonNode data = tensor.get("data");
    float[] values = new float[data.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.get(i).decimalValue().floatValue();
    }
    return FloatTensor.wrap(shape(tensor.get("shape")), values);
  }

  static void collect(String path, JsonNode node, Map<String, FloatTensor> into) {
    if (node.has("data")) {
      into.put(path, tensor(node));
      return;
    }
    ((ObjectNode) node)
        .properties()
        .forEach(
            field ->
                collect(
                    path.isEmpty() ? field.getKey() : path + "/" + field.getKey(),
                    field.getValue(),
                    into));
  }
}
