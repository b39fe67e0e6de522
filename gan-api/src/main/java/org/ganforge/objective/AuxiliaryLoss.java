package org.ganforge.objective;

import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * The term that an auxiliary classifier adds to both losses: the cross-entropy between an image's
 * label and the class predicted by the discriminator's second output. Each update weights it by the
 * kind of image and takes the mean over the batch, as Keras does with {@code sample_weight}.
 *
 * <p>With all weights at 1, both networks are trained to make images recognizable (Odena et al.
 * 2017). Keras' ACGAN example has {@code real} 2 and {@code generated} 0, so that the classifier
 * learns from real images alone.
 *
 * @param real the weight of real images in the discriminator's loss; 1 by default
 * @param generated the weight of generated images there; 1 by default
 * @param generator the weight in the generator's loss; 1 by default
 * @see <a href="https://arxiv.org/abs/1610.09585">Odena, Olah, Shlens, "Conditional Image Synthesis
 *     with Auxiliary Classifier GANs" (2017)</a>
 */
public record AuxiliaryLoss(double real, double generated, double generator) {
  /** Checks the weights. */
  public AuxiliaryLoss {
    Checks.notNegative("auxiliary real", real);
    Checks.notNegative("auxiliary generated", generated);
    Checks.notNegative("auxiliary generator", generator);
  }

  /** Returns weights of 1. */
  public static AuxiliaryLoss of() {
    return new AuxiliaryLoss(1, 1, 1);
  }

  /** Returns a copy with this weight for {@code real} images. */
  public AuxiliaryLoss withReal(double real) {
    return Copy.with(this, "real", real);
  }

  /** Returns a copy with this weight for {@code generated} images. */
  public AuxiliaryLoss withGenerated(double generated) {
    return Copy.with(this, "generated", generated);
  }

  /** Returns a copy with this weight in the {@code generator}'s loss. */
  public AuxiliaryLoss withGenerator(double generator) {
    return Copy.with(this, "generator", generator);
  }
}
