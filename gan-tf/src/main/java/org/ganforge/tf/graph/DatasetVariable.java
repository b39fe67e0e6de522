package org.ganforge.tf.graph;

import org.ganforge.tf.distributed.Replica;
import org.ganforge.tf.variable.ResourceHandle;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * A data set's bytes in the graph: a resource variable {@code [count, size]}, filled once, from
 * which each step picks its rows. It is not part of the state, so checkpoints leave it out.
 */
public final class DatasetVariable {
  private final int count;
  private final Replica home;
  private final Operand<TType> handle;
  private final Placeholder<TUint8> bytes;
  private final Op fill;

  /**
   * Makes the variable of a graph without replicas.
   *
   * @param name as in {@code data/images}
   * @param count how many rows there are
   * @param size how many bytes a row has
   */
  DatasetVariable(Ops tf, String name, int count, int size) {
    this(tf, name, count, size, Replica.alone());
  }

  /**
   * Makes the variable, from which all replicas of the process pick their rows.
   *
   * @param name as in {@code data/images}
   * @param count how many rows there are
   * @param size how many bytes a row has
   * @param home the replica whose device holds it
   */
  DatasetVariable(Ops tf, String name, int count, int size, Replica home) {
    Shape all = Shape.of(count, size);
    this.count = count;
    this.home = home;
    this.handle = ResourceHandle.create(tf.scope(), name, TUint8.class, all);
    this.bytes = tf.placeholder(TUint8.class, Placeholder.shape(all));
    this.fill = tf.assignVariableOp(handle, bytes);
  }

  /** Returns how many rows there are. */
  public int count() {
    return count;
  }

  /**
   * Returns the operand to feed all bytes to, {@code [count, size]}, when running {@link #fill}.
   */
  public Operand<TUint8> bytes() {
    return bytes;
  }

  /** Returns the operation that fills the variable. */
  public Op fill() {
    return fill;
  }

  /** Returns the rows at these indices. */
  Operand<TUint8> rows(Ops tf, Operand<TInt64> indices) {
    return home.on(tf).resourceGather(handle, indices, TUint8.class);
  }
}
