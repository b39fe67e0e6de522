package org.ganforge.tf.graph;

import java.util.List;
import java.util.function.Function;
import org.ganforge.Gan;
import org.ganforge.tf.distributed.Replica;
import org.ganforge.train.TrainingPlan;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt64;

/**
 * Which images of a stream the replicas of this process take, one replica's after another's.
 *
 * @param turns of each turn of the discriminator
 * @param generatorTurns of each update of the generator, if it takes any
 * @param checks of each check
 */
record StreamOrder(
    GanGraph.CountedIndices turns,
    GanGraph.CountedIndices generatorTurns,
    GanGraph.CountedIndices checks) {
  /** Adds the operations that choose them. */
  static StreamOrder of(Ops tf, Gan gan, BatchIndices indices, List<Replica> local) {
    StepInputs sizes = new StepInputs(gan, null, local.get(0));
    TrainingPlan plan = gan.plan();
    Placeholder<TInt64> turn = number(tf);
    GanGraph.CountedIndices turns =
        new GanGraph.CountedIndices(
            turn, all(tf, local, r -> next(tf, indices.of(r), plan, plan.realCount(), turn)));
    Placeholder<TInt64> update = number(tf);
    GanGraph.CountedIndices generatorTurns =
        new GanGraph.CountedIndices(
            update, all(tf, local, r -> next(tf, indices.of(r), plan, plan.batchSize(), update)));
    Placeholder<TInt64> check = number(tf);
    int count = sizes.validationRealCount();
    GanGraph.CountedIndices checks =
        new GanGraph.CountedIndices(
            check,
            all(
                tf,
                local,
                r -> indices.of(r).random(tf, StepInputs.VALIDATION_IMAGES, count, check)));
    return new StreamOrder(turns, generatorTurns, checks);
  }

  private static Operand<TInt64> next(
      Ops tf, BatchIndices indices, TrainingPlan plan, int batch, Operand<TInt64> turn) {
    return indices.next(tf, plan.order(), batch, turn);
  }

  private static Operand<TInt64> all(
      Ops tf, List<Replica> local, Function<Replica, Operand<TInt64>> of) {
    List<Operand<TInt64>> each = local.stream().map(of).toList();
    return each.size() == 1 ? each.get(0) : tf.concat(each, tf.constant(0));
  }

  private static Placeholder<TInt64> number(Ops tf) {
    return tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
  }
}
