package org.ganforge.latent;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Walks through latent space: batches {@code [steps, length]} whose images show one sample turning
 * into another.
 *
 * <pre>{@code
 * FloatTensor walk = LatentWalk.spherical(trainer.noise(1, 9), trainer.noise(1, 5), 10);
 * ImageGrid.of(trainer.generate(walk), range).withColumns(10).write(Path.of("morph.png"));
 * }</pre>
 */
public final class LatentWalk {
  /** Two directions count as equal or opposite if the sine of their angle is below this. */
  private static final double PARALLEL = 1e-6;

  private static final Mix LINE = t -> new double[] {1 - t, t};

  private LatentWalk() {}

  /**
   * Returns ten steps along the diagonal: every coordinate of step i is -1 + 0.2 i.
   *
   * @param length the length of the generator's input
   */
  public static FloatTensor diagonal(int length) {
    return diagonal(length, 10, -1, 0.2);
  }

  /** Returns steps along the diagonal: every coordinate of step i is {@code first + i * by}. */
  public static FloatTensor diagonal(int length, int steps, double first, double by) {
    TensorShape shape =
        TensorShape.of(
            Checks.positive("walk's steps", steps), Checks.positive("walk's length", length));
    float[] values = new float[shape.size()];
    Checks.finite("walk's end", first + (steps - 1) * by);
    for (int i = 0; i < values.length; i++) {
      int step = i / length;
      values[i] = (float) (first + step * by);
    }
    return FloatTensor.wrap(shape, values);
  }

  /**
   * Returns evenly spaced steps on the straight line from {@code from} to {@code to}, including
   * both exactly, bit for bit.
   *
   * @param from one vector, {@code [length]} or {@code [1, length]}
   * @param to one of the same length
   * @param steps at least 2
   */
  public static FloatTensor linear(FloatTensor from, FloatTensor to, int steps) {
    float[] a = LatentVectors.single("walk's start", from);
    float[] b = end(a, to);
    return walk(a, b, steps, LINE);
  }

  /**
   * Returns steps on the arc from {@code from} to {@code to}, including both exactly, bit for bit:
   * each step turns by the same angle and changes the norm by the same amount. In high dimensions
   * noise lies near a sphere; a straight line leaves it, the arc does not.
   *
   * @param from one vector, {@code [length]} or {@code [1, length]}; not zero
   * @param to one of the same length; not zero and not opposite to {@code from}
   * @param steps at least 2
   * @see <a href="https://arxiv.org/abs/1609.04468">White, "Sampling Generative Networks" (2016)
   *     </a>
   */
  public static FloatTensor spherical(FloatTensor from, FloatTensor to, int steps) {
    float[] a = LatentVectors.single("walk's start", from);
    float[] b = end(a, to);
    return walk(a, b, steps, arc(a, b));
  }

  /**
   * Returns one point of {@link #linear}, {@code [1, length]}.
   *
   * @param share of the way that lies behind it, from 0 to 1; both ends are exact
   */
  public static FloatTensor linearAt(FloatTensor from, FloatTensor to, double share) {
    float[] a = LatentVectors.single("walk's start", from);
    return at(a, end(a, to), share, LINE);
  }

  /**
   * Returns one point of {@link #spherical}, {@code [1, length]}.
   *
   * @param share of the way that lies behind it, from 0 to 1; both ends are exact
   */
  public static FloatTensor sphericalAt(FloatTensor from, FloatTensor to, double share) {
    float[] a = LatentVectors.single("walk's start", from);
    float[] b = end(a, to);
    return at(a, b, share, arc(a, b));
  }

  private static FloatTensor at(float[] a, float[] b, double share, Mix mix) {
    Checks.closed("walk's share of the way", share, 0, 1);
    TensorShape shape = TensorShape.of(1, a.length);
    return share == 0 || share == 1
        ? FloatTensor.of(shape, share == 0 ? a : b)
        : FloatTensor.wrap(shape, mixed(a, b, mix.at(share)));
  }

  private static Mix arc(float[] a, float[] b) {
    double normA = norm("walk's start", a);
    double normB = norm("walk's end", b);
    double angle = angle(a, normA, b, normB);
    double sine = Math.sin(angle);
    if (angle > Math.PI / 2 && sine < PARALLEL) {
      throw new InvalidInputException(
          "walk's end",
          "a direction that is not opposite to the start's, so that there is one shortest arc",
          "the opposite one",
          "walk linearly, or via a third vector");
    }
    if (sine < PARALLEL) {
      return LINE;
    }
    return t -> {
      double norm = (1 - t) * normA + t * normB;
      return new double[] {
        norm * Math.sin((1 - t) * angle) / (sine * normA),
        norm * Math.sin(t * angle) / (sine * normB)
      };
    };
  }

  /**
   * Returns evenly spaced steps from one class to another, both included: the weights of all
   * classes {@code [steps, classes]}, as a {@link org.ganforge.Batch} takes them in place of
   * labels. The generator's embeddings turn them into a straight line between the vectors of the
   * two classes.
   *
   * @param from the number of the first class, counted from 0
   * @param to the number of the last
   * @param classes how many there are
   * @param steps at least 2
   */
  public static FloatTensor classes(int from, int to, int classes, int steps) {
    return linear(only(from, classes), only(to, classes), steps);
  }

  private static FloatTensor only(int one, int classes) {
    if (one < 0 || one >= Checks.positive("walk's classes", classes)) {
      throw new InvalidInputException(
          "walk's class", "a whole number from 0 to " + (classes - 1), one + "", "choose one");
    }
    float[] shares = new float[classes];
    shares[one] = 1;
    return FloatTensor.wrap(TensorShape.of(classes), shares);
  }

  /** The weights of start and end at {@code t} of the way. */
  @FunctionalInterface
  private interface Mix {
    double[] at(double t);
  }

  private static FloatTensor walk(float[] a, float[] b, int steps, Mix mix) {
    if (steps < 2) {
      throw new InvalidInputException(
          "walk's steps",
          "a whole number of at least 2, for the start and the end",
          steps + "",
          "give 2 or more");
    }
    TensorShape shape = TensorShape.of(steps, a.length);
    float[] values = new float[shape.size()];
    for (int step = 1; step < steps - 1; step++) {
      float[] point = mixed(a, b, mix.at(step / (steps - 1.0)));
      System.arraycopy(point, 0, values, step * a.length, a.length);
    }
    System.arraycopy(a, 0, values, 0, a.length);
    System.arraycopy(b, 0, values, values.length - b.length, b.length);
    return FloatTensor.wrap(shape, values);
  }

  private static float[] mixed(float[] a, float[] b, double[] shares) {
    float[] values = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      values[i] = (float) (shares[0] * a[i] + shares[1] * b[i]);
    }
    return values;
  }

  private static float[] end(float[] start, FloatTensor to) {
    float[] end = LatentVectors.single("walk's end", to);
    if (end.length != start.length) {
      throw new InvalidInputException(
          "walk's end",
          "a vector of the start's length " + start.length,
          "one of " + end.length,
          "take vectors of the same generator");
    }
    return end;
  }

  private static double norm(String where, float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    if (squares == 0) {
      throw new InvalidInputException(
          where, "a vector with a direction", "zero", "walk linearly, or choose another vector");
    }
    return Math.sqrt(squares);
  }

  /** Kahan's formula, which stays accurate near 0 and pi, where an arc cosine doesn't. */
  private static double angle(float[] a, double normA, float[] b, double normB) {
    double difference = 0;
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double u = a[i] / normA;
      double v = b[i] / normB;
      difference += (u - v) * (u - v);
      sum += (u + v) * (u + v);
    }
    return 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
  }
}
