package org.ganforge.tf.variable;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Operands;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.family.TType;

/** Makes the handles of resource variables, whose names have slashes, which the Ops API refuses. */
public final class ResourceHandle {
  private ResourceHandle() {}

  /** Returns a handle whose node and shared name are both {@code name}. */
  public static Operand<TType> create(
      Scope scope, String name, Class<? extends TType> type, Shape shape) {
    return new VarHandleOp(
        scope
            .env()
            .opBuilder(VarHandleOp.OP_NAME, name, scope)
            .setAttr("dtype", Operands.toDataType(type))
            .setAttr("shape", shape)
            .setAttr("shared_name", name)
            .build());
  }
}
