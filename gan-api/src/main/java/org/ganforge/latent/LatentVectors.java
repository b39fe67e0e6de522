package org.ganforge.latent;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Elementwise arithmetic with noise vectors: what does an eight look like minus the direction of a
 * three?
 *
 * <pre>{@code
 * FloatTensor a = trainer.noise(1, 3);
 * FloatTensor b = trainer.noise(1, 8);
 * FloatTensor images = trainer.generate(LatentVectors.stack(a, b, LatentVectors.minus(b, a)));
 * }</pre>
 *
 * <p>Source: Radford, Metz, Chintala, "Unsupervised Representation Learning with Deep Convolutional
 * Generative Adversarial Networks" (2016), section 6.3.2.
 */
public final class LatentVectors {
  private LatentVectors() {}

  /** Returns {@code a + b}; both have the same shape. */
  public static FloatTensor plus(FloatTensor a, FloatTensor b) {
    return combine("a + b", a, b, 1);
  }

  /** Returns {@code a - b}; both have the same shape. */
  public static FloatTensor minus(FloatTensor a, FloatTensor b) {
    return combine("a - b", a, b, -1);
  }

  /**
   * Returns the vectors as one batch {@code [count, length]}.
   *
   * @param vectors at least one; each {@code [length]} or a batch {@code [count, length]}
   */
  public static FloatTensor stack(FloatTensor... vectors) {
    Checks.notEmpty("latent vectors to stack", List.of(vectors), "give the vectors");
    int length = length(vectors[0]);
    int size = 0;
    for (FloatTensor vector : vectors) {
      if (length(vector) != length) {
        throw new InvalidInputException(
            "latent vectors to stack",
            "vectors of one length, " + length,
            "one of " + length(vector),
            "take vectors of the same generator");
      }
      size = Math.addExact(size, vector.shape().size());
    }
    float[] values = new float[size];
    int filled = 0;
    for (FloatTensor vector : vectors) {
      float[] part = vector.toArray();
      System.arraycopy(part, 0, values, filled, part.length);
      filled += part.length;
    }
    return FloatTensor.wrap(TensorShape.of(size / length, length), values);
  }

  /** Returns the numbers of a single vector, {@code [length]} or {@code [1, length]}. */
  static float[] single(String where, FloatTensor vector) {
    TensorShape shape = vector.shape();
    if (shape.rank() != 1 && !(shape.rank() == 2 && shape.dim(0) == 1)) {
      throw new InvalidInputException(
          where,
          "one vector [length] or [1, length]",
          shape.toString(),
          "take one of a batch with example(i)");
    }
    float[] values = vector.toArray();
    for (float value : values) {
      Checks.finite(where, value);
    }
    return values;
  }

  private static int length(FloatTensor vectors) {
    int rank = vectors.shape().rank();
    if (rank != 1 && rank != 2) {
      throw new InvalidInputException(
          "latent vectors to stack",
          "vectors [length] or [count, length]",
          vectors.shape().toString(),
          "give noise, not images");
    }
    return vectors.shape().dim(-1);
  }

  private static FloatTensor combine(String what, FloatTensor a, FloatTensor b, float sign) {
    if (!a.shape().equals(b.shape())) {
      throw new InvalidInputException(
          "latent vectors " + what,
          "b of a's shape " + a.shape(),
          b.shape().toString(),
          "take vectors of the same generator");
    }
    float[] values = a.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += sign * b.get(i);
    }
    return FloatTensor.wrap(a.shape(), values);
  }
}
