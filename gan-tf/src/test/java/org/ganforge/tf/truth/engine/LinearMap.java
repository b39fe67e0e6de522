package org.ganforge.tf.truth.engine;

import java.util.Arrays;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Sums of weighted inputs, entry by entry in double precision: each entry adds one input, times a
 * weight, to one output. Its gradient consists of the same entries in reverse.
 */
final class LinearMap {
  private final TensorShape from;
  private final TensorShape to;
  private int[] sources;
  private int[] targets;
  private double[] weights;
  private int size;

  LinearMap(TensorShape from, TensorShape to) {
    this.from = from;
    this.to = to;
    int room = Math.max(from.size(), to.size());
    this.sources = new int[room];
    this.targets = new int[room];
    this.weights = new double[room];
  }

  TensorShape to() {
    return to;
  }

  /** Adds input {@code source} times {@code weight} to output {@code target}. */
  void add(int source, int target, double weight) {
    if (size == sources.length) {
      sources = Arrays.copyOf(sources, 2 * size);
      targets = Arrays.copyOf(targets, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    sources[size] = source;
    targets[size] = target;
    weights[size++] = weight;
  }

  /** Adds this map of {@code input} to {@code output}. */
  void forward(FloatTensor input, double[] output) {
    for (int i = 0; i < size; i++) {
      output[targets[i]] += weights[i] * input.get(sources[i]);
    }
  }

  /** Returns the gradient of the input. */
  double[] backward(FloatTensor cotangent) {
    double[] gradient = new double[from.size()];
    for (int i = 0; i < size; i++) {
      gradient[sources[i]] += weights[i] * cotangent.get(targets[i]);
    }
    return gradient;
  }
}
