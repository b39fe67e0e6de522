package org.ganforge.tf.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Compares answers with the exact one.
 *
 * <p>An element may be off by 1e-4 of its tensor's largest number. If that is not enough, the
 * question itself may be ill-conditioned: a bias before batch normalization has the gradient 0, a
 * sum of many numbers that cancel, and normalizing a channel of two numbers leaves almost nothing
 * of their gradients. So an element may also be off by as much as rounding explains: the exact
 * computation is repeated a few times, with each intermediate tensor, forward and backward, changed
 * at random by 1e-6 of its largest number. The element may be off by 20 times the largest change of
 * its tensor, or by 100 times if that change exceeds the tensor itself, so that everything cancels.
 * Float32 rounds by about 1e-7; a wrong convolution is off by the numbers' own size.
 */
public final class Comparison {
  private static final double TOLERANCE = 1e-4;
  private static final double NOISE = 1e-6;
  private static final double TIMES = 20;
  private static final double TIMES_OF_NOTHING = 100;
  private static final int REPEATS = 3;

  private final Question question;
  private final Map<String, DoubleTensor> exact;
  private final List<Map<String, DoubleTensor>> rounded = new ArrayList<>();

  /** Makes a comparison with the answer of a question. */
  public Comparison(Question question) {
    this.question = question;
    this.exact = question.answer();
  }

  /** Returns a line for each wrong tensor, which names the tensor and its worst element. */
  public List<String> faults(Map<String, FloatTensor> answer) {
    List<String> faults = new ArrayList<>();
    answer.forEach(
        (name, actual) -> {
          DoubleTensor expected = Objects.requireNonNull(exact.get(name), name);
          if (!actual.shape().equals(expected.shape())) {
            faults.add(name + ": shape " + actual.shape() + " for " + expected.shape());
            return;
          }
          int worst = worst(expected, actual);
          double off = distance(expected, actual, worst);
          double allowed = TOLERANCE * expected.maxAbs();
          // Negated, so that NaN counts as wrong.
          if (!(off <= allowed) && !(off <= allowed + noise(name, expected))) {
            faults.add(line(name, expected, actual, worst));
          }
        });
    return faults;
  }

  private static int worst(DoubleTensor expected, FloatTensor actual) {
    int worst = 0;
    for (int i = 0; i < expected.values().length; i++) {
      double off = distance(expected, actual, i);
      if (!(off <= distance(expected, actual, worst))) {
        worst = i;
        if (Double.isNaN(off)) {
          return i;
        }
      }
    }
    return worst;
  }

  private static double distance(DoubleTensor expected, FloatTensor actual, int i) {
    return Math.abs(actual.get(i) - expected.values()[i]);
  }

  private double noise(String name, DoubleTensor expected) {
    double change = change(name, expected);
    return (expected.maxAbs() <= change ? TIMES_OF_NOTHING : TIMES) * change;
  }

  /** Returns the largest change of a tensor's elements caused by noise in intermediate tensors. */
  private double change(String name, DoubleTensor expected) {
    for (int i = rounded.size(); i < REPEATS; i++) {
      rounded.add(question.answer(new RoundingNoise(NOISE, i)));
    }
    double change = 0;
    for (Map<String, DoubleTensor> answer : rounded) {
      double[] values = Objects.requireNonNull(answer.get(name)).values();
      for (int i = 0; i < values.length; i++) {
        change = Math.max(change, Math.abs(values[i] - expected.values()[i]));
      }
    }
    return change;
  }

  private String line(String name, DoubleTensor expected, FloatTensor actual, int worst) {
    return String.format(
        Locale.ROOT,
        "%s%s: expected %.9g but found %.9g; the tensor's largest is %.3g, allowed are %.3g",
        name,
        index(expected.shape(), worst),
        expected.values()[worst],
        actual.get(worst),
        expected.maxAbs(),
        TOLERANCE * expected.maxAbs() + TIMES * change(name, expected));
  }

  private static List<Integer> index(TensorShape shape, int flat) {
    List<Integer> index = new ArrayList<>();
    int rest = flat;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      index.add(0, rest % shape.dim(axis));
      rest /= shape.dim(axis);
    }
    return index;
  }
}
