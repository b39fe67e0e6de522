package org.ganforge.tf.truth.engine;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Builds the operations of a {@link Question}. */
@FunctionalInterface
interface Form {
  /** Returns the outputs. */
  List<Operand<TFloat32>> build(Ops tf, List<Operand<TFloat32>> inputs);
}
