package org.ganforge.tf.graph;

import org.ganforge.Gan;
import org.ganforge.regularization.Regularization;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.regularization.RegularizationRules;
import org.ganforge.train.Alternating;
import org.ganforge.train.TrainingPlan;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The images of an update as the discriminator sees them. */
final class JudgedImages {
  private JudgedImages() {}

  /** Returns images as the spec's regularization changes them; checks see them unchanged. */
  static Operand<TFloat32> of(
      Ops tf, Part part, Gan gan, Mode mode, Operand<TFloat32> images, RandomStream random) {
    Operand<TFloat32> judged = images;
    if (mode != Mode.INFERENCE) {
      for (Regularization regularization : gan.regularization()) {
        judged =
            RegularizationRules.judged(
                tf,
                regularization,
                gan,
                judged,
                random,
                updates(gan.plan(), part.kind()),
                part.reads()::state);
      }
    }
    return judged;
  }

  /** Returns how many updates of the part's network an iteration makes; 0 if that varies. */
  private static long updates(TrainingPlan plan, StepKind kind) {
    if (!(plan.schedule() instanceof Alternating schedule)) {
      return 0;
    }
    if (kind.isOfGenerator()) {
      return schedule.generatorTurns();
    }
    return (plan.composition().isSeparate() ? 2L : 1L) * schedule.discriminatorTurns();
  }
}
