package org.ganforge.tf.regularization;

import java.util.List;
import java.util.Map;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.WeightView;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A weight divided by its largest singular value, with the vectors of the power method as state.
 *
 * @param method the power method of the weight
 * @param iterations how many iterations an update makes
 * @param u the vector of the rows
 * @param v the vector of the columns
 * @param start the value of v before the first iteration on a new weight
 */
record SpectralNormView(
    PowerMethod method, int iterations, Variable u, Variable v, Operand<TFloat32> start)
    implements WeightView {
  /** How many iterations find the vectors of a new weight, as in PyTorch. */
  static final int FIRST_ITERATIONS = 15;

  @Override
  public Seen inUpdate(Ops tf, Operand<TFloat32> stored) {
    PowerMethod.Vectors next = method.iterate(tf, stored, v.read(tf), iterations);
    return new Seen(stored, method.divided(tf, stored, next), Map.of(u, next.u(), v, next.v()));
  }

  @Override
  public Operand<TFloat32> elsewhere(Ops tf, Operand<TFloat32> stored) {
    return method.divided(tf, stored, new PowerMethod.Vectors(u.read(tf), v.read(tf)));
  }

  @Override
  public List<Op> whenSet(Ops tf, Operand<TFloat32> value) {
    PowerMethod.Vectors first = method.iterate(tf, value, start, FIRST_ITERATIONS);
    return List.of(u.assign(tf, first.u()), v.assign(tf, first.v()));
  }
}
