package org.ganforge.tf.variable;

import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * An int64 resource variable that counts. The updates of a network are counted here: the count is
 * the time of learning-rate decay and bias correction, and the state of everything random.
 *
 * @param name the name, as in {@code generator/updates}
 * @param handle the resource
 */
public record Counter(String name, Operand<? extends TType> handle) {
  /** Returns an operation that reads the count. */
  public Operand<TInt64> read(Ops tf) {
    return tf.readVariableOp(handle, TInt64.class);
  }

  /** Returns an operation that adds one, when everything {@code tf} depends on is done. */
  public Op increment(Ops tf, Operand<TInt64> one) {
    return tf.assignAddVariableOp(handle, one);
  }
}
