package org.ganforge.tf.variable;

import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A float32 resource variable of the graph.
 *
 * @param name network, layer and weight, as in {@code generator/dense_1/kernel}
 * @param shape its shape
 * @param trainable whether an optimizer may change it
 * @param handle the resource
 */
public record Variable(
    String name, TensorShape shape, boolean trainable, Operand<? extends TType> handle) {

  /** Returns an operation that reads the value when everything {@code tf} depends on is done. */
  public Operand<TFloat32> read(Ops tf) {
    return tf.readVariableOp(handle, TFloat32.class);
  }

  /** Returns an operation that sets the value. */
  public Op assign(Ops tf, Operand<TFloat32> value) {
    return tf.assignVariableOp(handle, value);
  }

  /** Returns TensorFlow's form of a shape. */
  public static Shape nativeShape(TensorShape shape) {
    return Shape.of(shape.dims().stream().mapToLong(Integer::longValue).toArray());
  }
}
