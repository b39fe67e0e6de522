package org.ganforge.tf.variable;

import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A weight that a network uses in a form other than the stored one. */
public interface WeightView {
  /**
   * A weight at one moment.
   *
   * @param trained the value that gradients are taken with respect to
   * @param used what the network computes with
   * @param moved variables that get new values before the update's optimizer changes any
   */
  record Seen(
      Operand<TFloat32> trained, Operand<TFloat32> used, Map<Variable, Operand<TFloat32>> moved) {
    /** Takes a copy. */
    public Seen {
      moved = Map.copyOf(moved);
    }
  }

  /**
   * Returns the weight as an update of its own network sees it.
   *
   * @param tf reads variables
   * @param stored the weight
   */
  Seen inUpdate(Ops tf, Operand<TFloat32> stored);

  /**
   * Returns the weight as everything else computes with it.
   *
   * @param tf reads variables
   * @param stored the weight
   */
  Operand<TFloat32> elsewhere(Ops tf, Operand<TFloat32> stored);

  /** Returns the operations to run when the weight itself is set from outside. */
  List<Op> whenSet(Ops tf, Operand<TFloat32> value);
}
