package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.GlobalMaxPooling2D;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.LayerCompilers;
import org.ganforge.tf.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Computes a sigmoid of scores, and the loss after it, in float32 while the rest uses 16-bit
 * numbers. The largest float16 below 1 is 0.9995: any higher probability would be rounded to 1,
 * whose cross-entropy and gradient are not finite.
 */
final class WideProbability implements Rewrite {
  @Override
  public Optional<Form> match(List<Layer> layers, TensorShape input) {
    if (!isScore(layers, input)) {
      return Optional.empty(); // not the network's final score
    }
    return linear(layers.get(0))
        .map(linear -> new Form(1, (context, x) -> wide(linear, context, x)));
  }

  /** Returns whether the layers after the first only reduce its output to a single number. */
  private static boolean isScore(List<Layer> layers, TensorShape input) {
    TensorShape shape = layers.get(0).outputShape(input);
    for (Layer layer : layers.subList(1, layers.size())) {
      if (!(layer instanceof Flatten
          || layer instanceof Reshape
          || layer instanceof AveragePooling2D
          || layer instanceof GlobalAveragePooling2D
          || layer instanceof GlobalMaxPooling2D)) {
        return false;
      }
      shape = layer.outputShape(shape);
    }
    return shape.equals(TensorShape.of(1));
  }

  /** Returns a layer without its sigmoid, if it has one. */
  private static Optional<Layer> linear(Layer layer) {
    ActivationFunction none = ActivationFunction.LINEAR;
    if (layer instanceof Dense dense && isSigmoid(dense.activation())) {
      return Optional.of(dense.withActivation(none));
    }
    if (layer instanceof Conv2D conv && isSigmoid(conv.activation())) {
      return Optional.of(conv.withActivation(none));
    }
    if (layer instanceof DepthwiseConv2D conv && isSigmoid(conv.activation())) {
      return Optional.of(conv.withActivation(none));
    }
    if (layer instanceof SeparableConv2D conv && isSigmoid(conv.activation())) {
      return Optional.of(conv.withActivation(none));
    }
    return layer instanceof Activation activation && isSigmoid(activation.activation())
        ? Optional.of(Activation.of(none))
        : Optional.empty();
  }

  private static boolean isSigmoid(ActivationFunction activation) {
    return activation == ActivationFunction.SIGMOID;
  }

  /**
   * TensorFlow converts every operation between two products to float16, except those on a list and
   * the operations after them. Pow is on the list, and a power of 1 changes nothing.
   */
  private static Operand<TFloat32> wide(Layer linear, LayerContext context, Operand<TFloat32> x) {
    Ops tf = context.tf();
    Operand<TFloat32> score = LayerCompilers.compile(linear, context, x);
    return tf.math.sigmoid(tf.math.pow(score, tf.constant(1f)));
  }
}
