package org.ganforge.tf.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.GroupNormalization;
import org.ganforge.layer.LayerNormalization;
import org.ganforge.layer.TensorShape;

/** Layers that normalize. */
final class Normalizations {
  private Normalizations() {}

  /** By the moving averages. */
  static Value batch(BatchNormalization layer, OnnxContext context, Value input) {
    Value first = context.first(input);
    int channels = input.shape().dim(-1);
    FloatTensor gamma = layer.scale() ? context.weight("gamma") : filled(channels, 1);
    FloatTensor beta = layer.center() ? context.weight("beta") : filled(channels, 0);
    List<String> taken =
        List.of(
            first.name(),
            context.constant("gamma", gamma),
            context.constant("beta", beta),
            context.constant("moving_mean", context.weight("moving_mean")),
            context.constant("moving_variance", context.weight("moving_variance")));
    return context.output(
        "BatchNormalization", true, taken, Attribute.real("epsilon", layer.epsilon()));
  }

  static Value layer(LayerNormalization layer, OnnxContext context, Value input) {
    Value last = context.last(input);
    int channels = input.shape().dim(-1);
    FloatTensor gamma = layer.scale() ? context.weight("gamma") : filled(channels, 1);
    List<String> taken = new ArrayList<>();
    taken.add(last.name());
    taken.add(context.constant("gamma", gamma));
    if (layer.center()) {
      taken.add(context.constant("beta", context.weight("beta")));
    }
    return context.output(
        "LayerNormalization", false, taken, Attribute.real("epsilon", layer.epsilon()));
  }

  /** A group of channels is normalized as if it were one long channel. */
  static Value group(GroupNormalization layer, OnnxContext context, Value input) {
    Value first = context.first(input);
    TensorShape shape = input.shape();
    int groups = layer.groupsOf(shape);
    String grouped = context.reshape(first.name(), groups, shape.size() / groups);
    String normalized =
        context.node(
            "InstanceNormalization",
            List.of(
                grouped,
                context.constant("ones", filled(groups, 1)),
                context.constant("zeros", filled(groups, 0))),
            Attribute.real("epsilon", layer.epsilon()));
    Value output = first.withName(context.reshape(normalized, first.layout().toArray()));
    if (layer.scale()) {
      String gamma = context.ofChannels("gamma", context.weight("gamma"), output);
      output = context.map("Mul", output, gamma);
    }
    if (layer.center()) {
      String beta = context.ofChannels("beta", context.weight("beta"), output);
      output = context.map("Add", output, beta);
    }
    return output;
  }

  private static FloatTensor filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return FloatTensor.wrap(TensorShape.of(length), values);
  }
}
