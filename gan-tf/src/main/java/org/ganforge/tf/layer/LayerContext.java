package org.ganforge.tf.layer;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.ganforge.KerasVersion;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.distributed.AllReduce;
import org.ganforge.tf.form.Convolutions;
import org.ganforge.tf.noise.RandomStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The surroundings of a layer, as its compiler sees them.
 *
 * @param tf builds operations in the layer's own scope
 * @param name the layer with the networks around it, as in {@code discriminator/dropout_1}
 * @param mode the tower's mode; frozen if the layer is
 * @param keras the version whose rules apply
 * @param inputShapes the inputs' shapes without the batch dimension
 * @param outputShape the output's shape without the batch dimension
 * @param weights the values of the layer's weights by name
 * @param updates takes new values of weights that no optimizer changes
 * @param random the source of random numbers
 * @param reduce means over all replicas, for layers that look across the batch
 * @param front how many examples at the front of the batch are kept apart from those after them,
 *     {@code [1]}; null if all belong together
 * @param convolutions how convolutions and matrix products are computed
 * @param secondGradients whether the gradient must itself be differentiable
 */
public record LayerContext(
    Ops tf,
    String name,
    Mode mode,
    KerasVersion keras,
    List<TensorShape> inputShapes,
    TensorShape outputShape,
    Function<String, Operand<TFloat32>> weights,
    BiConsumer<String, Operand<TFloat32>> updates,
    RandomStream random,
    AllReduce reduce,
    @Nullable Operand<TInt32> front,
    Convolutions convolutions,
    boolean secondGradients) {

  /** Returns the shape of the only input, or of the first, without the batch dimension. */
  public TensorShape inputShape() {
    return inputShapes.get(0);
  }

  /** Returns the value of a weight of the layer. */
  public Operand<TFloat32> weight(String weight) {
    return weights.apply(weight);
  }

  /** Sets a weight of the layer at the end of the step. */
  void update(String weight, Operand<TFloat32> value) {
    updates.accept(weight, value);
  }

  /** Returns the layer's own seed, which differs in every step. */
  Operand<TInt64> seed() {
    return random.seedOf(tf, name);
  }

  /** Returns a scalar constant. */
  Operand<TFloat32> scalar(double value) {
    return tf.constant((float) value);
  }

  /** Returns a layer's products with its bias added and its activation applied. */
  Operand<TFloat32> finished(
      Operand<TFloat32> products, boolean useBias, ActivationFunction activation) {
    Operand<TFloat32> output = useBias ? tf.nn.biasAdd(products, weight("bias")) : products;
    return activated(activation, output);
  }

  /** Applies an activation function. */
  Operand<TFloat32> activated(ActivationFunction activation, Operand<TFloat32> x) {
    return secondGradients
        ? SecondOrderActivations.apply(tf, activation, x)
        : Activations.apply(tf, activation, x);
  }

  /** Returns 1 over the square root. */
  Operand<TFloat32> rsqrt(Operand<TFloat32> x) {
    return secondGradients ? SecondOrder.rsqrt(tf, x) : tf.math.rsqrt(x);
  }

  /** Returns the batch in the output's shape. */
  public <T extends TType> Operand<T> reshapeToOutput(Operand<T> values) {
    return reshape(values, outputShape);
  }

  /** Returns the batch with examples of this shape. */
  <T extends TType> Operand<T> reshape(Operand<T> values, TensorShape one) {
    int[] shape = one.times(1).toArray();
    shape[0] = -1;
    return tf.reshape(values, tf.constant(shape));
  }
}
