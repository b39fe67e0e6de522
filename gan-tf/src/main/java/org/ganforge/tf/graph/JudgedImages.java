package org.ganforge.tf.graph;

import org.ganforge.Gan;
import org.ganforge.regularization.Regularization;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.regularization.RegularizationRules;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The images of an update as the discriminator sees them. */
final class JudgedImages {
  private JudgedImages() {}

  /** Returns images as the spec's regularization changes them; a check sees them as they are. */
  static Operand<TFloat32> of(
      Ops tf, Gan gan, Mode mode, Operand<TFloat32> images, RandomStream random) {
    Operand<TFloat32> judged = images;
    if (mode != Mode.INFERENCE) {
      for (Regularization regularization : gan.regularization()) {
        judged = RegularizationRules.judged(tf, regularization, gan, judged, random);
      }
    }
    return judged;
  }
}
