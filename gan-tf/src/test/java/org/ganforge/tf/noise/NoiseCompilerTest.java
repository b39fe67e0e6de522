package org.ganforge.tf.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.ganforge.layer.FloatTensor;
import org.ganforge.noise.Noise;
import org.ganforge.noise.Normal;
import org.ganforge.noise.Semicircle;
import org.ganforge.noise.Uniform;
import org.ganforge.tf.graph.GraphBench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/** Noise has the distribution it is named after, and its numbers are independent. */
class NoiseCompilerTest {
  private static final int ROWS = 2000;
  private static final int COLUMNS = 100;
  private static final int DRAWS = ROWS * COLUMNS;
  private static final int BINS = 64;

  /**
   * The value that chi-square with 65 degrees of freedom exceeds once in a million, by Wilson and
   * Hilferty: {@code 65 (1 - 2 / (9 * 65) + 4.753 sqrt(2 / (9 * 65)))^3}. 66 bins have 65 degrees,
   * 64 have fewer. The seeds are fixed, so an alarm means that something is wrong.
   */
  private static final double CHI_SQUARE = 134.7;

  /**
   * A correlation of independent numbers times the root of their count is normal: 1e-7 is beyond
   * this.
   */
  private static final double CORRELATION = 5.33 / Math.sqrt(DRAWS / 2);

  /** A distribution, its density, and its range; both tails beyond that are equal. */
  static Stream<Arguments> distributions() {
    return Stream.of(
        Arguments.of(Uniform.of(), density(x -> 0.5), -1, 1),
        Arguments.of(new Uniform(2, 5), density(x -> 1 / 3.0), 2, 5),
        Arguments.of(
            Normal.of(), density(x -> Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI)), -3, 3),
        Arguments.of(
            new Normal(1, 2),
            density(x -> Math.exp(-(x - 1) * (x - 1) / 8) / Math.sqrt(8 * Math.PI)),
            -5,
            7),
        Arguments.of(
            Semicircle.of(), density(x -> 2 / Math.PI * Math.sqrt(Math.max(0, 1 - x * x))), -1, 1),
        Arguments.of(
            new Semicircle(2),
            density(x -> Math.sqrt(Math.max(0, 4 - x * x)) / (2 * Math.PI)),
            -2,
            2));
  }

  private static DoubleUnaryOperator density(DoubleUnaryOperator density) {
    return density;
  }

  static Stream<Noise> noises() {
    return distributions().map(a -> (Noise) a.get()[0]);
  }

  private static FloatTensor draw(Noise noise, String name, long count) {
    try (GraphBench bench = new GraphBench()) {
      Ops tf = bench.tf();
      Operand<TInt64> seed = new RandomStream(11, tf.constant(count)).seedOf(tf, name);
      return bench.fetch(
          NoiseCompiler.compile(tf, noise, tf.constant(new int[] {ROWS, COLUMNS}), seed), Map.of());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("distributions")
  void hasItsDistribution(Noise noise, DoubleUnaryOperator density, double low, double high) {
    FloatTensor values = draw(noise, "noise", 0);
    long[] counts = new long[BINS + 2];
    for (int i = 0; i < DRAWS; i++) {
      double place = Math.floor((values.get(i) - low) / (high - low) * BINS);
      counts[(int) Math.max(-1, Math.min(BINS, place)) + 1]++;
    }
    double[] shares = shares(density, low, high);
    double chiSquare = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = DRAWS * shares[i];
      if (expected < 1e-3) {
        assertThat(counts[i]).as("draws outside of the limits").isZero();
      } else {
        chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
      }
    }
    assertThat(chiSquare).isLessThan(CHI_SQUARE);
  }

  @Test
  void everyMemberOfTheFamilyHasARowAndIsDrawnHere() {
    assertThat(Noise.class.getPermittedSubclasses())
        .isNotEmpty()
        .allMatch(NoiseCompiler::covers)
        .isSubsetOf(distributions().map(row -> row.get()[0].getClass()).toList());
  }

  /** Mean and deviation are within five standard errors: one false alarm in a million. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("distributions")
  void hasItsMoments(Noise noise, DoubleUnaryOperator density, double low, double high) {
    double mean = (low + high) / 2; // all are symmetric
    double variance = variance(noise);
    FloatTensor values = draw(noise, "noise", 0);
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    for (int i = 0; i < DRAWS; i++) {
      double off = values.get(i) - mean;
      sum += off;
      squares += off * off;
      fourths += off * off * off * off;
    }
    double squareError = Math.sqrt((fourths / DRAWS - variance * variance) / DRAWS);
    assertThat(sum / DRAWS)
        .isBetween(-5 * Math.sqrt(variance / DRAWS), 5 * Math.sqrt(variance / DRAWS));
    assertThat(squares / DRAWS - variance).isBetween(-5 * squareError, 5 * squareError);
  }

  private static double variance(Noise noise) {
    if (noise instanceof Uniform uniform) {
      return Math.pow(uniform.maxval() - uniform.minval(), 2) / 12;
    }
    if (noise instanceof Normal normal) {
      return Math.pow(normal.stddev(), 2);
    }
    return Math.pow(((Semicircle) noise).radius() / 2, 2);
  }

  /** Returns the probability of each bin, by Simpson's rule, with the two tails around them. */
  private static double[] shares(DoubleUnaryOperator density, double low, double high) {
    int steps = 1000;
    double width = (high - low) / BINS;
    double[] shares = new double[BINS + 2];
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double area = 0;
      for (int i = 0; i <= steps; i++) {
        double x = low + width * (bin + (double) i / steps);
        int weight = i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4;
        area += weight * density.applyAsDouble(x);
      }
      shares[bin + 1] = area * width / steps / 3;
      sum += shares[bin + 1];
    }
    // The square root at the ends of the semicircle costs Simpson's rule a millionth.
    shares[0] = Math.abs(1 - sum) < 1e-5 ? 0 : (1 - sum) / 2;
    shares[BINS + 1] = shares[0];
    return shares;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noises")
  void neighboursAreIndependent(Noise noise) {
    FloatTensor values = draw(noise, "noise", 0);
    assertThat(correlation(values, 0, values, 1, 2)).isLessThan(CORRELATION);
    assertThat(correlation(values, 0, values, DRAWS / 2, 1)).isLessThan(CORRELATION);
    assertThat(correlation(values, 0, values, COLUMNS, 1)).isLessThan(CORRELATION);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noises")
  void everyStepAndNameHasItsOwnNumbers(Noise noise) {
    FloatTensor values = draw(noise, "noise", 0);
    assertThat(draw(noise, "noise", 0)).isEqualTo(values);
    assertThat(correlation(values, 0, draw(noise, "noise", 1), 0, 1)).isLessThan(CORRELATION);
    assertThat(correlation(values, 0, draw(noise, "other", 0), 0, 1)).isLessThan(CORRELATION);
  }

  /** Returns the absolute correlation of half of the numbers with as many others. */
  private static double correlation(
      FloatTensor a, int fromA, FloatTensor b, int fromB, int stride) {
    int n = DRAWS / 2;
    double sumA = 0;
    double sumB = 0;
    double squaresA = 0;
    double squaresB = 0;
    double products = 0;
    for (int i = 0; i < n; i++) {
      double x = a.get(fromA + stride * i);
      double y = b.get(fromB + stride * i);
      sumA += x;
      sumB += y;
      squaresA += x * x;
      squaresB += y * y;
      products += x * y;
    }
    double covariance = products / n - sumA / n * (sumB / n);
    double varianceA = squaresA / n - sumA / n * (sumA / n);
    double varianceB = squaresB / n - sumB / n * (sumB / n);
    return Math.abs(covariance) / Math.sqrt(varianceA * varianceB);
  }
}
