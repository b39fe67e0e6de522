package org.ganforge.evaluate;

import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * The Frechet distance between real and generated images in a network's features: that of the two
 * normal distributions with their means and covariances, {@code |m1 - m2|^2 + trace(S1 + S2 - 2
 * sqrt(S1 S2))} (Dowson and Landau 1982; Heusel et al. 2017). 0 is best. It decreases with the
 * number of images, so distances are only comparable for equally many images and the same features.
 * Only with Inception-v3 and its weights of 2015 is it called FID.
 */
public final class FrechetDistance {
  private FrechetDistance() {}

  /**
   * Returns the distance, in double precision.
   *
   * @param real {@code [count, size]}, more images than features
   * @param generated like {@code real}, from the same network
   * @throws InvalidInputException if there are too few images for a covariance of full rank
   */
  public static double between(FloatTensor real, FloatTensor generated) {
    return between(
        Features.of("real features", real), Features.of("generated features", generated));
  }

  static double between(Features real, Features generated) {
    Features one = enough("real features", real);
    Features other = enough("generated features", generated);
    Features.requireSameSize(one, other);
    double[] realMean = mean(one);
    double[] generatedMean = mean(other);
    RealMatrix realCovariance = covariance(one, realMean);
    RealMatrix generatedCovariance = covariance(other, generatedMean);
    double distance =
        Features.squaredDistance(realMean, generatedMean)
            + realCovariance.getTrace()
            + generatedCovariance.getTrace()
            - 2 * traceOfRoot(realCovariance, generatedCovariance);
    return Math.max(0, distance); // rounding may make it negative
  }

  private static Features enough(String where, Features features) {
    if (features.count() <= features.size()) {
      throw new InvalidInputException(
          where,
          "more images than features, at least " + (features.size() + 1),
          features.count() + "",
          "take more images, or measure the kernel distance, which needs no covariance");
    }
    return features;
  }

  private static double[] mean(Features features) {
    double[] mean = new double[features.size()];
    for (int i = 0; i < features.count(); i++) {
      double[] row = features.row(i);
      for (int c = 0; c < mean.length; c++) {
        mean[c] += row[c] / features.count();
      }
    }
    return mean;
  }

  /** Returns the unbiased covariance, like numpy's {@code cov}. */
  private static RealMatrix covariance(Features features, double[] mean) {
    int size = mean.length;
    double[][] sums = new double[size][size];
    double[] centred = new double[size];
    for (int i = 0; i < features.count(); i++) {
      double[] row = features.row(i);
      for (int c = 0; c < size; c++) {
        centred[c] = row[c] - mean[c];
      }
      for (int a = 0; a < size; a++) {
        for (int b = 0; b < size; b++) {
          sums[a][b] += centred[a] * centred[b];
        }
      }
    }
    return MatrixUtils.createRealMatrix(sums).scalarMultiply(1.0 / (features.count() - 1));
  }

  /**
   * Returns the trace of the root of a product of covariances, computed from the symmetric {@code
   * sqrt(S1) S2 sqrt(S1)}, which has the same eigenvalues and needs no complex numbers.
   */
  private static double traceOfRoot(RealMatrix one, RealMatrix other) {
    RealMatrix root = root(one);
    RealMatrix product = root.multiply(other).multiply(root);
    double trace = 0;
    for (double value : eigenvalues(symmetric(product)).getEigenvalues()) {
      trace += Math.sqrt(Math.max(0, value));
    }
    return trace;
  }

  private static RealMatrix root(RealMatrix covariance) {
    EigenDecompositionSymmetric decomposition = eigenvalues(covariance);
    double[] roots = decomposition.getEigenvalues();
    for (int i = 0; i < roots.length; i++) {
      roots[i] = Math.sqrt(Math.max(0, roots[i]));
    }
    RealMatrix vectors = decomposition.getV();
    return vectors
        .multiply(MatrixUtils.createRealDiagonalMatrix(roots))
        .multiply(decomposition.getVT());
  }

  private static RealMatrix symmetric(RealMatrix nearly) {
    return nearly.add(nearly.transpose()).scalarMultiply(0.5);
  }

  private static EigenDecompositionSymmetric eigenvalues(RealMatrix symmetric) {
    return new EigenDecompositionSymmetric(symmetric);
  }
}
