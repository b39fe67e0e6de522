package org.ganforge.tf.graph;

import java.util.List;
import java.util.Map;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * One pass of a network over the variables.
 *
 * @param output the batch that comes out
 * @param reads the value of each variable as the tower saw it
 * @param updates the operations that take up moving averages; none but in training
 */
record Tower(Operand<TFloat32> output, Map<Variable, Operand<TFloat32>> reads, List<Op> updates) {}
