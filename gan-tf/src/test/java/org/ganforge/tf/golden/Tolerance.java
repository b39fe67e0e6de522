package org.ganforge.tf.golden;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * How far a number may be from the golden one: {@code absolute + relative * abs(expected)}.
 *
 * @param absolute the part that is always allowed
 * @param relative the part that grows with the number
 */
public record Tolerance(double absolute, double relative) {
  /** Returns a tolerance that does not grow with the number. */
  public static Tolerance ofAbsolute(double absolute) {
    return new Tolerance(absolute, 0);
  }

  /** Fails unless every element is near enough; NaN never is. */
  public void check(String what, FloatTensor expected, FloatTensor actual) {
    if (!expected.shape().equals(actual.shape())) {
      throw new AssertionError(
          what + ": expected shape " + expected.shape() + " but found " + actual.shape());
    }
    int size = expected.shape().size();
    int worst = 0;
    int wrong = 0;
    for (int i = 0; i < size; i++) {
      wrong += isNear(expected.get(i), actual.get(i)) ? 0 : 1;
      worst = excess(expected, actual, i) > excess(expected, actual, worst) ? i : worst;
    }
    if (wrong > 0) {
      String place = what + index(expected.shape(), worst);
      throw new AssertionError(
          message(place, expected.get(worst), actual.get(worst))
              + "; "
              + wrong
              + " of "
              + size
              + " elements are off");
    }
  }

  /** Fails unless the number is near enough. */
  public void check(String what, double expected, double actual) {
    if (!isNear(expected, actual)) {
      throw new AssertionError(message(what, expected, actual));
    }
  }

  private boolean isNear(double expected, double actual) {
    return Math.abs(actual - expected) <= allowed(expected);
  }

  private double allowed(double expected) {
    return absolute + relative * Math.abs(expected);
  }

  private double excess(FloatTensor expected, FloatTensor actual, int i) {
    double off = Math.abs((double) actual.get(i) - expected.get(i)) - allowed(expected.get(i));
    return Double.isNaN(off) ? Double.POSITIVE_INFINITY : off;
  }

  private String message(String place, double expected, double actual) {
    return String.format(
        Locale.ROOT,
        "%s: expected %.9g but found %.9g; off by %.3g, allowed are %.3g",
        place,
        expected,
        actual,
        Math.abs(actual - expected),
        allowed(expected));
  }

  private static List<Integer> index(TensorShape shape, int flat) {
    Integer[] index = new Integer[shape.rank()];
    int rest = flat;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.dim(axis);
      rest /= shape.dim(axis);
    }
    return Arrays.asList(index);
  }
}
