package org.ganforge.tf.penalty;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.noise.RandomStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a penalty is made of.
 *
 * @param tf builds operations
 * @param image the shape of one image
 * @param real real images {@code [count, ...image]}
 * @param fake generated images; their count may be another
 * @param random seeds of its own
 * @param critic adds a tower of the discriminator, which reads the weights that its update changes
 * @param gradients returns the gradient of the sum of some values, given first, with respect to
 *     others; it can itself be differentiated
 */
public record PenaltyContext(
    Ops tf,
    TensorShape image,
    Operand<TFloat32> real,
    Operand<TFloat32> fake,
    RandomStream random,
    UnaryOperator<Operand<TFloat32>> critic,
    BinaryOperator<Operand<TFloat32>> gradients) {}
