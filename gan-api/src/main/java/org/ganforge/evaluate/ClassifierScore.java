package org.ganforge.evaluate;

import java.util.Arrays;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;

/**
 * The classifier score: how confident a classifier is about each image, and how evenly the classes
 * are distributed, {@code exp(mean KL(p(y|x) || p(y)))} (Salimans et al. 2016, where it uses
 * Inception's classes and is called Inception score). 1 is worst, the number of classes is best.
 * The probability of no class is spread over all classes, so noise does not add an extra class.
 *
 * <p>It ignores real images: one confidently classified image per class gets the best possible
 * score. Of all measures it is the least informative.
 */
public final class ClassifierScore {
  private final double[] sums;
  private double negativeEntropy;
  private long count;

  private ClassifierScore(int classes) {
    this.sums = new double[classes];
  }

  /** Returns an empty score. */
  static ClassifierScore ofClasses(int classes) {
    return new ClassifierScore(Checks.positive("classes", classes));
  }

  /**
   * Returns the score of some images.
   *
   * @param probabilities {@code [count, classes]}, as returned by {@link
   *     org.ganforge.ImageClassifier#probabilities}; the remainder to 1 is the probability of no
   *     class
   */
  public static double of(FloatTensor probabilities) {
    ClassifierScore score = ofClasses(probabilities.shape().dim(1));
    score.add(probabilities);
    return score.value();
  }

  /** Adds the probabilities of more images. */
  void add(FloatTensor probabilities) {
    for (int i = 0; i < probabilities.count(); i++) {
      double[] one = new double[sums.length];
      for (int c = 0; c < one.length; c++) {
        one[c] = probabilities.get(i * one.length + c);
      }
      double none = Math.max(0, 1 - Arrays.stream(one).sum());
      for (int c = 0; c < one.length; c++) {
        one[c] += none / one.length;
        sums[c] += one[c];
        negativeEntropy += one[c] > 0 ? one[c] * Math.log(one[c]) : 0;
      }
    }
    count += probabilities.count();
  }

  double value() {
    double marginal = 0;
    for (double sum : sums) {
      double share = sum / count;
      marginal += share > 0 ? share * Math.log(share) : 0;
    }
    return Math.exp(negativeEntropy / count - marginal);
  }
}
