package org.ganforge.tf.loss;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.KerasVersion;
import org.ganforge.loss.BinaryCrossentropy;
import org.ganforge.loss.Hinge;
import org.ganforge.loss.Labels;
import org.ganforge.loss.LeastSquares;
import org.ganforge.loss.Loss;
import org.ganforge.loss.MeanSquaredError;
import org.ganforge.loss.Wasserstein;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Turns a loss into operations on the discriminator's outputs.
 *
 * @param loss the loss
 * @param labels what outputs are compared with, where the loss does so
 * @param keras whose rules hold
 */
public record LossCompiler(Loss loss, Labels labels, KerasVersion keras) {
  /** Returns the discriminator's loss on the outputs of one batch. */
  public Operand<TFloat32> discriminator(Ops tf, Scores scores) {
    if (loss instanceof Hinge) {
      return sum(tf, scores, r -> hinge(tf, tf.math.neg(r)), f -> hinge(tf, f));
    }
    if (loss instanceof Wasserstein) {
      return sum(tf, scores, r -> tf.math.neg(mean(tf, r)), f -> mean(tf, f));
    }
    return labelled(tf, scores.labels(tf, realLabel(), fakeLabel()), scores.joined(tf));
  }

  /** Returns the generator's loss on the discriminator's outputs for generated images. */
  public Operand<TFloat32> generator(Ops tf, Operand<TFloat32> fake) {
    if (loss instanceof Hinge || loss instanceof Wasserstein) {
      return tf.math.neg(mean(tf, fake));
    }
    return labelled(tf, tf.fill(tf.shape(fake), tf.constant((float) adversarialLabel())), fake);
  }

  /** Returns the label of real images; least squares has its own. */
  public double realLabel() {
    return loss.usesLabels() ? labels.real() : 1;
  }

  /** Returns the label of generated images in the discriminator's update. */
  public double fakeLabel() {
    return loss.usesLabels() ? labels.fake() : 0;
  }

  /** Returns the label of generated images in the generator's update. */
  public double adversarialLabel() {
    return loss.usesLabels() ? labels.adversarial() : 1;
  }

  /** Returns the mean loss of outputs against targets, for the losses that compare the two. */
  public Operand<TFloat32> labelled(Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
    if (loss instanceof BinaryCrossentropy crossentropy) {
      return new CrossentropyCompiler(crossentropy, keras).compile(tf, targets, outputs);
    }
    if (loss instanceof MeanSquaredError || loss instanceof LeastSquares) {
      return mean(tf, tf.math.squaredDifference(outputs, targets));
    }
    throw new IllegalStateException(loss + " compares nothing with targets");
  }

  /** Returns the share of outputs on their target's side of the threshold. */
  public Operand<TFloat32> accuracy(Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
    Operand<TFloat32> threshold = tf.constant((float) loss.threshold());
    Operand<TFloat32> half = tf.constant(0.5f);
    return mean(
        tf,
        tf.dtypes.cast(
            tf.math.equal(tf.math.greater(targets, half), tf.math.greater(outputs, threshold)),
            TFloat32.class));
  }

  private interface Term {
    Operand<TFloat32> of(Operand<TFloat32> scores);
  }

  private static Operand<TFloat32> sum(Ops tf, Scores scores, Term real, Term fake) {
    List<Operand<TFloat32>> terms = new ArrayList<>();
    scores.real().ifPresent(r -> terms.add(real.of(r)));
    scores.fake().ifPresent(f -> terms.add(fake.of(f)));
    return terms.size() == 1 ? terms.get(0) : tf.math.add(terms.get(0), terms.get(1));
  }

  private static Operand<TFloat32> hinge(Ops tf, Operand<TFloat32> scores) {
    return mean(tf, tf.nn.relu(tf.math.add(tf.constant(1f), scores)));
  }

  static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> values) {
    Operand<TInt32> all = tf.constant(new int[] {0, 1});
    return tf.math.mean(values, all);
  }
}
