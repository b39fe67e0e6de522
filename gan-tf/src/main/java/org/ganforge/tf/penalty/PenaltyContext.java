package org.ganforge.tf.penalty;

import static java.util.Objects.requireNonNull;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.distributed.AllReduce;
import org.ganforge.tf.noise.RandomStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The inputs that a penalty is computed from.
 *
 * @param tf builds operations
 * @param image the shape of one image
 * @param real real images {@code [count, ...image]}; null if the penalty takes none
 * @param fake generated images; their count may differ; null if the penalty takes none
 * @param random the penalty's own seeds
 * @param reduce means over all replicas
 * @param criticOfReal adds a tower of the discriminator that reads the weights being updated and
 *     judges images by the labels of the real ones
 * @param criticOfFake the same by the labels of the generated ones
 * @param gradients returns the gradient of the sum of its first argument with respect to the
 *     second; the result can itself be differentiated
 */
public record PenaltyContext(
    Ops tf,
    TensorShape image,
    @Nullable Operand<TFloat32> real,
    @Nullable Operand<TFloat32> fake,
    RandomStream random,
    AllReduce reduce,
    UnaryOperator<Operand<TFloat32>> criticOfReal,
    UnaryOperator<Operand<TFloat32>> criticOfFake,
    BinaryOperator<Operand<TFloat32>> gradients) {
  /** Returns the real images; the penalty must take some. */
  Operand<TFloat32> realImages() {
    return requireNonNull(real, "a penalty that takes no real images");
  }

  /** Returns the generated images; the penalty must take some. */
  Operand<TFloat32> fakeImages() {
    return requireNonNull(fake, "a penalty that takes no generated images");
  }
}
