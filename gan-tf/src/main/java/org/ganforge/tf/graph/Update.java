package org.ganforge.tf.graph;

import java.util.List;
import java.util.Map;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * One update of a network.
 *
 * @param loss the loss it lowers, including penalties
 * @param operations lower the loss once
 * @param gradients of the optimizer's variables, in their order, before they are clipped
 */
record Update(
    Operand<TFloat32> loss, List<Op> operations, Map<Variable, Operand<TFloat32>> gradients) {}
