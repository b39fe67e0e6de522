package org.ganforge.tf.onnx;

import java.util.List;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;

/** Layers over the last axis. */
final class Rows {
  private static final int INT64 = 7;

  private Rows() {}

  static Value dense(Dense layer, OnnxContext context, Value input) {
    Value rows = context.last(input);
    String kernel = context.constant("kernel", context.weight("kernel"));
    Value output = context.output("MatMul", false, List.of(rows.name(), kernel));
    if (layer.useBias()) {
      output = context.map("Add", output, context.constant("bias", context.weight("bias")));
    }
    return Activations.apply(context, layer.activation(), output);
  }

  static Value embedding(Embedding layer, OnnxContext context, Value input) {
    String table = context.constant("embeddings", context.weight("embeddings"));
    String indices =
        context.node("Cast", List.of(context.last(input).name()), Attribute.number("to", INT64));
    return context.output("Gather", false, List.of(table, indices));
  }
}
