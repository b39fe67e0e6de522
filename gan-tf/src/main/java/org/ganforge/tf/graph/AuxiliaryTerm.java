package org.ganforge.tf.graph;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.ObjectiveFit;
import org.ganforge.tf.objective.AuxiliaryCompiler;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The auxiliary classifier's contribution to one loss.
 *
 * @param loss weighted
 * @param metrics the mean cross-entropy and the share of images classified correctly, {@code [2]}
 */
record AuxiliaryTerm(Operand<TFloat32> loss, Operand<TFloat32> metrics) {
  /**
   * Returns the term of a pass of the discriminator; null if it has no auxiliary classifier.
   *
   * @param labels of the images, {@code [count, 1]}
   * @param weights of the images, {@code [count, 1]}
   */
  static @Nullable AuxiliaryTerm of(
      Gan gan, Ops tf, Tower tower, @Nullable Operand<TFloat32> labels, Operand<TFloat32> weights) {
    if (!gan.hasAuxiliary()) {
      return null;
    }
    AuxiliaryCompiler compiler =
        new AuxiliaryCompiler(gan.classes(), ObjectiveFit.givesProbabilities(gan));
    Operand<TFloat32> wanted = requireNonNull(labels);
    Operand<TFloat32> outputs = tower.outputs().get(1);
    Operand<TFloat32> each = compiler.each(tf, wanted, outputs);
    return new AuxiliaryTerm(
        AuxiliaryCompiler.weighted(tf, each, weights), compiler.metrics(tf, each, wanted, outputs));
  }

  /** Returns a loss with the auxiliary one added, if there is one. */
  static Operand<TFloat32> added(
      Ops tf, Operand<TFloat32> loss, @Nullable AuxiliaryTerm auxiliary) {
    return auxiliary == null ? loss : tf.math.add(loss, auxiliary.loss);
  }

  /** Returns metrics followed by the auxiliary ones, if there are any. */
  static Operand<TFloat32> joined(
      Ops tf, Operand<TFloat32> metrics, @Nullable AuxiliaryTerm auxiliary) {
    return auxiliary == null
        ? metrics
        : tf.concat(List.of(metrics, auxiliary.metrics), tf.constant(0));
  }
}
