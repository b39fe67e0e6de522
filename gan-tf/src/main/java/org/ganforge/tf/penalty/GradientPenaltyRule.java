package org.ganforge.tf.penalty;

import java.util.List;
import org.ganforge.layer.TensorShape;
import org.ganforge.penalty.GradientPenalty;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Rule of {@link GradientPenalty}. */
final class GradientPenaltyRule implements PenaltyRule<GradientPenalty> {
  @Override
  public Operand<TFloat32> compile(GradientPenalty penalty, PenaltyContext context) {
    Operand<TFloat32> squares =
        Slopes.squares(context, context.criticOfReal(), interpolates(context));
    return Slopes.pulled(
        context.tf(), squares, penalty.weight(), penalty.target(), penalty.oneSided());
  }

  /** Returns a point between each real image and a generated one. */
  private static Operand<TFloat32> interpolates(PenaltyContext context) {
    Ops tf = context.tf();
    Operand<TInt32> count =
        tf.math.minimum(
            Slopes.count(tf, context.realImages()), Slopes.count(tf, context.fakeImages()));
    Operand<TFloat32> real = first(context, context.realImages(), count);
    Operand<TFloat32> fake = first(context, context.fakeImages(), count);
    Operand<TFloat32> share = Slopes.shareOfEach(context, count, "interpolates");
    Operand<TFloat32> rest = tf.math.sub(tf.constant(1f), share);
    return tf.math.add(tf.math.mul(share, real), tf.math.mul(rest, fake));
  }

  private static Operand<TFloat32> first(
      PenaltyContext context, Operand<TFloat32> batch, Operand<TInt32> count) {
    Ops tf = context.tf();
    TensorShape image = context.image();
    Operand<TInt32> size = tf.concat(List.of(count, tf.constant(image.toArray())), tf.constant(0));
    return tf.slice(batch, tf.constant(new int[image.rank() + 1]), size);
  }
}
