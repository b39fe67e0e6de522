package org.ganforge.latent;

import java.util.Map;
import java.util.Objects;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * The directions of noise that a generator's first weighted layer stretches most: the right
 * singular vectors of the map from noise to the layer's output, without its bias. A step along the
 * first changes the output more than a step of the same length along any other.
 *
 * <p>They are orthogonal unit vectors. Their sign is arbitrary, so the component with the largest
 * magnitude, the first if several are equal, is made positive. If two strengths are equal, their
 * directions are an arbitrary pair in the plane that they span.
 *
 * <p>The first layer is a {@link org.ganforge.layer.Dense} or a {@link
 * org.ganforge.layer.Conv2DTranspose}, behind layers that only move or scale the noise: {@link
 * org.ganforge.layer.Reshape}, {@link org.ganforge.layer.Flatten}, {@link
 * org.ganforge.layer.Dropout}, {@link org.ganforge.layer.GaussianNoise}, {@link
 * org.ganforge.layer.Concatenate} or {@link org.ganforge.layer.Multiply} with vectors of the label.
 *
 * <p>Source: Shen and Zhou, "Closed-Form Factorization of Latent Semantics in GANs" (2021), <a
 * href="https://arxiv.org/abs/2007.06600">arXiv:2007.06600</a>.
 */
public final class PrincipalDirections {
  private final FloatTensor vectors;
  private final double[] strengths;

  private PrincipalDirections(FloatTensor vectors, double[] strengths) {
    this.vectors = vectors;
    this.strengths = strengths;
  }

  /**
   * Returns the directions of a generator, as many as its noise has numbers.
   *
   * @param weights by their names inside the network, {@code dense/kernel}, as {@link
   *     org.ganforge.KerasModel#weights()} has them
   * @param label the class, counted from 0, if the noise is multiplied with a vector of it; any
   *     number for other generators
   * @throws org.ganforge.error.InvalidInputException if there is a nonlinear layer before the first
   *     kernel; the message names it
   */
  public static PrincipalDirections of(
      Network generator, Map<String, FloatTensor> weights, int label) {
    double[][] gram = new NoiseResponse(generator, weights, label).gram();
    int length = gram.length;
    EigenDecompositionSymmetric parts =
        new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(gram));
    double[] strengths = new double[length];
    float[] values = new float[length * length];
    for (int i = 0; i < length; i++) {
      strengths[i] = Math.sqrt(Math.max(0, parts.getEigenvalues()[i]));
      double[] vector = parts.getEigenvector(i).toArray();
      double sign = Math.signum(vector[largest(vector)]);
      for (int k = 0; k < length; k++) {
        values[i * length + k] = (float) (sign * vector[k]);
      }
    }
    return new PrincipalDirections(
        FloatTensor.wrap(TensorShape.of(length, length), values), strengths);
  }

  /**
   * Rounding decides between magnitudes that are equal, so a later one has to be clearly larger.
   */
  private static int largest(double[] vector) {
    int largest = 0;
    for (int i = 1; i < vector.length; i++) {
      if (Math.abs(vector[i]) > Math.abs(vector[largest]) * (1 + 1e-9)) {
        largest = i;
      }
    }
    return largest;
  }

  /** Returns how many there are: the length of the noise. */
  public int count() {
    return strengths.length;
  }

  /** Returns direction {@code index}, {@code [length]}; 0 is the strongest. */
  public FloatTensor vector(int index) {
    return vectors.example(index);
  }

  /** Returns the singular value of direction {@code index}: the length of a unit step's image. */
  public double strength(int index) {
    return strengths[Objects.checkIndex(index, strengths.length)];
  }
}
