package org.ganforge.tf.penalty;

import java.util.stream.IntStream;
import org.ganforge.penalty.Dragan;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Rule of {@link Dragan}. */
final class DraganRule implements PenaltyRule<Dragan> {
  @Override
  public Operand<TFloat32> compile(Dragan penalty, PenaltyContext context) {
    Operand<TFloat32> squares =
        Slopes.squares(context, context.criticOfReal(), perturbed(penalty, context));
    return Slopes.pulled(context.tf(), squares, penalty.weight(), penalty.target(), false);
  }

  /** Returns a point near each real image. */
  private static Operand<TFloat32> perturbed(Dragan penalty, PenaltyContext context) {
    Ops tf = context.tf();
    Operand<TFloat32> real = context.realImages();
    Operand<TInt32> all = tf.constant(IntStream.rangeClosed(0, context.image().rank()).toArray());
    Operand<TFloat32> mean = context.reduce().mean(tf, tf.math.mean(real, all));
    Operand<TFloat32> deviation =
        tf.math.sqrt(
            context.reduce().mean(tf, tf.math.mean(tf.math.squaredDifference(real, mean), all)));
    Operand<TFloat32> noise =
        context
            .random()
            .rows()
            .uniform(tf, tf.shape(real), context.random().seedOf(tf, "perturbation"));
    Operand<TFloat32> share =
        Slopes.shareOfEach(context, Slopes.count(tf, real), "perturbation/share");
    Operand<TFloat32> reach = tf.math.mul(deviation, tf.constant((float) penalty.perturbation()));
    return tf.math.add(real, tf.math.mul(share, tf.math.mul(reach, noise)));
  }
}
