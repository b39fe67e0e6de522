package org.ganforge.latent;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.layer.TensorShape;

/**
 * The input of a layer, number by number: a coordinate of the noise times a factor, or a constant.
 *
 * @param shape its shape, without the batch dimension
 * @param sources the coordinate at each place; -1 for a constant
 * @param factors the factor at each place, or the constant; NaN if unknown
 */
record Carried(TensorShape shape, List<Integer> sources, List<Double> factors) {
  private static final int CONSTANT = -1;

  /** Returns the noise itself. */
  static Carried noise(TensorShape shape) {
    Integer[] sources = new Integer[shape.size()];
    Arrays.setAll(sources, i -> i);
    Double[] ones = new Double[shape.size()];
    Arrays.fill(ones, 1.0);
    return new Carried(shape, List.of(sources), List.of(ones));
  }

  /** Returns numbers that do not depend on the noise. */
  static Carried constant(TensorShape shape, double[] values) {
    Integer[] sources = new Integer[values.length];
    Arrays.fill(sources, CONSTANT);
    return new Carried(shape, List.of(sources), Arrays.stream(values).boxed().toList());
  }

  /** Returns inputs joined along an axis, counted without the batch. */
  static Carried join(List<Carried> parts, int axis, TensorShape shape) {
    Integer[] sources = new Integer[shape.size()];
    Double[] factors = new Double[shape.size()];
    int inner = 1;
    for (int i = axis + 1; i < shape.rank(); i++) {
      inner *= shape.dim(i);
    }
    int row = shape.dim(axis) * inner;
    int from = 0;
    for (Carried part : parts) {
      int width = part.shape.dim(axis) * inner;
      for (int i = 0; i < part.shape.size(); i++) {
        int to = i / width * row + from + i % width;
        sources[to] = part.sources.get(i);
        factors[to] = part.factors.get(i);
      }
      from += width;
    }
    return new Carried(shape, List.of(sources), List.of(factors));
  }

  /** Returns the product of inputs of one shape, one of which carries the noise. */
  static Carried product(List<Carried> parts) {
    Carried first = parts.get(0);
    Integer[] sources = new Integer[first.shape.size()];
    Double[] factors = new Double[first.shape.size()];
    for (int i = 0; i < sources.length; i++) {
      int source = CONSTANT;
      double factor = 1;
      for (Carried part : parts) {
        source = Math.max(source, part.sources.get(i));
        factor *= part.factors.get(i);
      }
      sources[i] = source;
      factors[i] = factor;
    }
    return new Carried(first.shape, List.of(sources), List.of(factors));
  }

  Carried withShape(TensorShape shape) {
    return new Carried(shape, sources, factors);
  }

  boolean hasNoise() {
    return sources.stream().anyMatch(source -> source != CONSTANT);
  }

  /** Returns whether every factor of the noise is known. */
  boolean isKnown() {
    return IntStream.range(0, sources.size()).allMatch(i -> !isNoise(i) || !factors.get(i).isNaN());
  }

  boolean isNoise(int place) {
    return sources.get(place) != CONSTANT;
  }

  int source(int place) {
    return sources.get(place);
  }

  double factor(int place) {
    return factors.get(place);
  }
}
