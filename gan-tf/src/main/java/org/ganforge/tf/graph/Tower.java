package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One pass of a network over the variables.
 *
 * @param outputs a batch for each output of the network
 * @param reads the value of each variable as the tower saw it
 * @param averages the new moving averages of this pass; empty except in training
 * @param layers the output of each layer, by its path, as in {@code generator/dense_1}, in order
 */
record Tower(
    List<Operand<TFloat32>> outputs,
    Map<Variable, Operand<TFloat32>> reads,
    Map<Variable, Operand<TFloat32>> averages,
    Map<String, Operand<TFloat32>> layers) {

  /** Returns a copy with other moving averages. */
  Tower withAverages(Map<Variable, Operand<TFloat32>> averages) {
    return new Tower(outputs, reads, averages, layers);
  }

  /** Returns the first output. */
  Operand<TFloat32> output() {
    return outputs.get(0);
  }

  /**
   * Returns operations that store the new moving averages once everything {@code tf} waits for is
   * done.
   */
  List<Op> updates(Ops tf) {
    List<Op> operations = new ArrayList<>();
    averages.forEach((variable, value) -> operations.add(variable.assign(tf, value)));
    return operations;
  }
}
