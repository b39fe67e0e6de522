package org.ganforge.tf.objective;

import java.util.List;
import org.ganforge.KerasVersion;
import org.ganforge.objective.Labels;
import org.ganforge.objective.Objective;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Turns an objective into operations on the discriminator's outputs.
 *
 * @param objective the objective
 * @param keras the version whose formulas apply
 */
public record ObjectiveCompiler(Objective objective, KerasVersion keras) {
  /** Returns the discriminator's loss on the outputs of one batch. */
  public Operand<TFloat32> discriminator(Ops tf, Scores scores) {
    return ObjectiveRules.of(objective).discriminator(tf, objective, keras, scores);
  }

  /**
   * Returns the generator's loss on the discriminator's outputs for generated images, and for real
   * ones if the objective is relativistic.
   */
  public Operand<TFloat32> generator(Ops tf, Scores scores) {
    return ObjectiveRules.of(objective).generator(tf, objective, keras, scores);
  }

  /** Returns the discriminator's loss on one batch and the accuracy of its outputs, {@code [2]}. */
  public Operand<TFloat32> ofDiscriminator(Ops tf, Operand<TFloat32> loss, Scores scores) {
    Scores judged = ObjectiveRules.of(objective).judged(tf, scores);
    Labels targets = objective.targets();
    Operand<TFloat32> labels = judged.labels(tf, targets.real(), targets.fake());
    return tf.stack(List.of(loss, accuracy(tf, labels, judged.joined(tf))));
  }

  /**
   * Returns the generator's loss on one batch and the share of its images taken for real, {@code
   * [2]}.
   */
  public Operand<TFloat32> ofGenerator(Ops tf, Operand<TFloat32> loss, Scores scores) {
    Operand<TFloat32> fake = ObjectiveRules.of(objective).judged(tf, scores).fake();
    float target = (float) objective.targets().adversarial();
    Operand<TFloat32> labels = tf.fill(tf.shape(fake), tf.constant(target));
    return tf.stack(List.of(loss, accuracy(tf, labels, fake)));
  }

  /** Returns the share of outputs on their target's side of the threshold. */
  private Operand<TFloat32> accuracy(Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
    Operand<TFloat32> threshold = tf.constant((float) objective.threshold());
    Operand<TFloat32> half = tf.constant(0.5f);
    return Scores.mean(
        tf,
        tf.dtypes.cast(
            tf.math.equal(tf.math.greater(targets, half), tf.math.greater(outputs, threshold)),
            TFloat32.class));
  }
}
