package org.ganforge.tf.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.tf.golden.Tolerance;
import org.ganforge.tf.graph.GraphBench;

/**
 * Every initializer's distribution. The tolerances are six standard errors of one draw: a correct
 * initializer fails one draw in 500 million, and the seeds are fixed.
 */
class InitializerGoldenTest {
  private static final int DRAWS = 4;

  @GoldenTest("initializer")
  void initializer(GoldenCase golden) {
    Fields fields = golden.fields();
    Initializer initializer = fields.spec("initializer", Initializer.class);
    TensorShape shape = fields.shape("shape");
    try (GraphBench bench = new GraphBench()) {
      for (long seed = 1; seed <= DRAWS; seed++) {
        FloatTensor values =
            bench.fetch(
                InitializerCompiler.compile(bench.tf(), initializer, shape, seed), Map.of());
        new Draw(values, fields.object("expected"), fields.object("tolerance")).check();
      }
    }
    golden.requireUnderstood();
  }

  /** One draw, the expected moments and limits, and their tolerances. */
  private record Draw(FloatTensor values, Fields expected, Fields tolerance) {
    void check() {
      double[] numbers = new double[values.shape().size()];
      double sum = 0;
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = values.get(i);
        sum += numbers[i];
      }
      double mean = sum / numbers.length;
      tolerance.ignore("relative"); // always 0: every tolerance is absolute
      if (expected.has("mean")) {
        checkMoment("mean", mean);
        checkMoment("standard_deviation", deviation(numbers, mean));
      }
      if (expected.has("minimum")) {
        checkLimits(numbers);
      } else if (tolerance.has("limits")) {
        tolerance.ignore("limits"); // a plain normal has none
      }
      if (expected.has("gram_diagonal")) {
        checkGram();
      }
    }

    private static double deviation(double[] numbers, double mean) {
      double squares = 0;
      for (double number : numbers) {
        squares += (number - mean) * (number - mean);
      }
      return Math.sqrt(squares / numbers.length);
    }

    private void checkMoment(String name, double actual) {
      Tolerance.ofAbsolute(tolerance.number(name)).check(name, expected.number(name), actual);
    }

    /** No value may be outside. A constant's limits are equal, so this checks its value. */
    private void checkLimits(double[] numbers) {
      double low = (float) expected.number("minimum"); // like the values: 0.1 is not a float32
      double high = (float) expected.number("maximum");
      assertThat(low).isLessThanOrEqualTo(high);
      Tolerance near =
          Tolerance.ofAbsolute(tolerance.number(tolerance.has("limits") ? "limits" : "absolute"));
      for (double number : numbers) {
        near.check("a value from the minimum up", Math.max(low, number), number);
        near.check("a value up to the maximum", Math.min(high, number), number);
      }
      if (!expected.has("mean")) {
        assertThat(low).as("minimum of a constant").isEqualTo(high);
      }
    }

    /** The matrix [-1, last] has orthogonal columns, or rows where it is wider than tall. */
    private void checkGram() {
      int columns = values.shape().dim(-1);
      int rows = values.shape().size() / columns;
      boolean tall = rows >= columns;
      int vectors = Math.min(rows, columns);
      Tolerance near = Tolerance.ofAbsolute(tolerance.number("absolute"));
      double diagonal = expected.number("gram_diagonal");
      String other = "gram_off_diagonal";
      double offDiagonal = expected.has(other) ? expected.number(other) : 0;
      for (int a = 0; a < vectors; a++) {
        for (int b = 0; b <= a; b++) {
          double product = 0;
          for (int i = 0; i < Math.max(rows, columns); i++) {
            product += at(tall, columns, i, a) * at(tall, columns, i, b);
          }
          near.check("gram of " + a + ", " + b, a == b ? diagonal : offDiagonal, product);
        }
      }
    }

    private double at(boolean tall, int columns, int along, int vector) {
      return values.get(tall ? along * columns + vector : vector * columns + along);
    }
  }
}
