package org.ganforge.tf.onnx;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.TensorShape;

/** Layers with several inputs. */
final class Merges {
  private Merges() {}

  /** Combines the inputs one after the other, broadcasting as Keras does. */
  static Value elementwise(String op, OnnxContext context, List<Value> inputs) {
    List<Value> alike = alike(context, inputs);
    boolean channelsFirst = alike.get(0).channelsFirst();
    Value output = alike.get(0);
    for (Value next : alike.subList(1, alike.size())) {
      output = context.output(op, channelsFirst, List.of(output.name(), next.name()));
    }
    return output;
  }

  static Value concatenate(Concatenate layer, OnnxContext context, List<Value> inputs) {
    List<Value> alike = alike(context, inputs);
    Value one = alike.get(0);
    int axis = one.axis(layer.axisWithin(one.shape().rank()));
    return context.output(
        "Concat",
        one.channelsFirst(),
        alike.stream().map(Value::name).toList(),
        Attribute.number("axis", axis));
  }

  /** Returns the inputs in one layout: channels first only where all already are. */
  private static List<Value> alike(OnnxContext context, List<Value> inputs) {
    int rank = context.outputShape().rank();
    boolean first = inputs.stream().allMatch(x -> x.channelsFirst() && x.shape().rank() == rank);
    return first
        ? inputs
        : inputs.stream().map(context::last).map(x -> ranked(context, x)).toList();
  }

  /** Inserts axes of length 1 after the batch, as many as an input lacks. */
  private static Value ranked(OnnxContext context, Value value) {
    int missing = context.outputShape().rank() - value.shape().rank();
    if (missing == 0) {
      return value;
    }
    List<Integer> dims = new ArrayList<>(value.shape().dims());
    for (int i = 0; i < missing; i++) {
      dims.add(0, 1);
    }
    return context.reshaped(value, new TensorShape(dims));
  }
}
