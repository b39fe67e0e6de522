package org.ganforge.tf.regularization;

import java.util.List;
import java.util.Map;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.ganforge.tf.variable.WeightView;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The kernel of a {@link SpectralNormalization}: an update first divides it by its largest singular
 * value and writes it back.
 *
 * @param method the power method of the kernel
 * @param iterations how many iterations an update makes
 * @param kernel the kernel
 * @param vector the state of the power method
 */
public record SpectralNormalizationView(
    PowerMethod method, int iterations, Variable kernel, Variable vector) implements WeightView {
  /** Makes the views of all such layers of a network, whose variables have been made. */
  public static void declareAll(Network network, Variables variables) {
    declareAll(network, network.name(), variables);
  }

  private static void declareAll(Network network, String path, Variables variables) {
    for (Node node : network.nodes()) {
      String name = path + "/" + node.name();
      if (node.layer() instanceof Network inner) {
        declareAll(inner, name, variables);
      } else if (node.layer() instanceof SpectralNormalization layer) {
        List<TensorShape> inputs = node.from().stream().map(network.shapes()::get).toList();
        declare(layer, layer.weights(inputs).get(0), name, variables);
      }
    }
  }

  private static void declare(
      SpectralNormalization layer, WeightSpec weight, String name, Variables variables) {
    Variable kernel = variables.weight(name + "/" + weight.name());
    if (kernel.trainable()) {
      PowerMethod method = new PowerMethod(weight.shape(), List.of(weight.shape().rank() - 1));
      Variable vector = variables.weight(name + "/" + SpectralNormalization.VECTOR);
      variables.view(
          kernel, new SpectralNormalizationView(method, layer.powerIterations(), kernel, vector));
    }
  }

  @Override
  public Seen inUpdate(Ops tf, Operand<TFloat32> stored) {
    Operand<TFloat32> before = vector.read(tf);
    Operand<TFloat32> u = tf.reshape(before, tf.constant(method.shapeOfU().toArray()));
    PowerMethod.Vectors next = method.iterateFromRows(tf, stored, u, iterations);
    Operand<TFloat32> row =
        tf.reshape(next.u(), tf.constant(new int[] {1, method.shape().dim(-1)}));
    // As in Keras, a kernel of zeros stays unchanged, and so does its vector.
    Operand<TBool> isZero = isZero(tf, stored);
    Operand<TFloat32> sigma = method.sigma(tf, stored, next);
    Operand<TFloat32> divided =
        tf.stopGradient(tf.math.div(stored, tf.select(isZero, tf.constant(1f), sigma)));
    return new Seen(
        divided, divided, Map.of(kernel, divided, vector, tf.select(isZero, before, row)));
  }

  private Operand<TBool> isZero(Ops tf, Operand<TFloat32> numbers) {
    Operand<TFloat32> flat = tf.reshape(numbers, tf.constant(new int[] {-1}));
    Operand<TInt32> axis = tf.constant(0);
    return tf.math.equal(tf.max(tf.math.abs(flat), axis), tf.constant(0f));
  }

  @Override
  public Operand<TFloat32> elsewhere(Ops tf, Operand<TFloat32> stored) {
    return stored;
  }

  @Override
  public List<Op> whenSet(Ops tf, Operand<TFloat32> value) {
    return List.of();
  }
}
