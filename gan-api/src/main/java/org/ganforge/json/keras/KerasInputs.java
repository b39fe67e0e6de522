package org.ganforge.json.keras;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganforge.internal.Checks;
import org.ganforge.json.text.JsonValue;
import org.ganforge.layer.Input;
import org.ganforge.layer.TensorShape;

/** Infers what Keras' inputs hold; Keras itself only gives their shapes. */
final class KerasInputs {
  private KerasInputs() {}

  /**
   * Returns an input. A single number that goes only into Embeddings of the same size is a class
   * label; everything else is features.
   */
  static Input of(KerasGraph.Call call, KerasGraph graph) {
    JsonValue config = call.layer().field("config");
    JsonValue batch = config.field("batch_shape");
    JsonValue older = config.field("batch_input_shape");
    TensorShape shape = KerasReader.shape(older.node().isArray() ? older : batch);
    String name = Checks.name(config.field("name").path(), call.name());
    List<KerasGraph.Call> takers =
        graph.calls().stream().filter(other -> other.from().contains(call.name())).toList();
    Set<Integer> classes = takers.stream().map(KerasInputs::classes).collect(Collectors.toSet());
    int only = classes.size() == 1 ? classes.iterator().next() : 0;
    return only > 0 && shape.equals(TensorShape.of(1))
        ? Input.Label.of(only).withName(name)
        : Input.Features.of(shape).withName(name);
  }

  private static int classes(KerasGraph.Call layer) {
    boolean isEmbedding = layer.layer().field("class_name").node().asText().equals("Embedding");
    return isEmbedding ? layer.layer().field("config").field("input_dim").node().asInt(0) : 0;
  }
}
