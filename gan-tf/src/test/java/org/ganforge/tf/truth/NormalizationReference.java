package org.ganforge.tf.truth;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * Subtracts the mean, divides by the deviation, multiplies by gamma and adds beta. Mean and
 * deviation are shared in groups: a channel, an example's last axis, or some of an example's
 * channels.
 */
final class NormalizationReference implements ReferenceLayer {
  /**
   * The weights; null if the layer has none of that kind.
   *
   * @param mean a mean that is given rather than computed
   * @param variance a variance that is given rather than computed
   */
  record Weights(
      @Nullable DoubleTensor gamma,
      @Nullable DoubleTensor beta,
      @Nullable DoubleTensor mean,
      @Nullable DoubleTensor variance) {}

  private final int channels;
  private final IntUnaryOperator group;
  private final double epsilon;
  private final Weights weights;
  private double[] normal = {};
  private double[] factors = {};
  private final Map<String, DoubleTensor> gradients = new LinkedHashMap<>();

  NormalizationReference(int channels, IntUnaryOperator group, double epsilon, Weights weights) {
    this.channels = channels;
    this.group = group;
    this.epsilon = epsilon;
    this.weights = weights;
  }

  /** Returns the group of an element if each channel is a group. */
  static IntUnaryOperator byChannel(int channels) {
    return element -> element % channels;
  }

  /** Returns the group of an element if the channels of a pixel are a group. */
  static IntUnaryOperator byPixel(int channels) {
    return element -> element / channels;
  }

  /**
   * Returns the group of an element if neighbouring channels of an example are a group.
   *
   * @param size how many numbers an example has
   */
  static IntUnaryOperator byGroup(int size, int channels, int groups) {
    return element -> element / size * groups + element % channels / (channels / groups);
  }

  private int group(int element) {
    return group.applyAsInt(element);
  }

  private double gamma(int element) {
    DoubleTensor gamma = weights.gamma();
    return gamma == null ? 1 : gamma.values()[element % channels];
  }

  @Override
  public DoubleTensor forward(DoubleTensor input) {
    double[] x = input.values();
    int groups = group(x.length - 1) + 1;
    DoubleTensor givenMean = weights.mean();
    DoubleTensor givenVariance = weights.variance();
    double[] means = givenMean == null ? means(x, groups) : givenMean.values();
    normal = x.clone();
    for (int i = 0; i < x.length; i++) {
      normal[i] -= means[group(i)];
    }
    double[] variances =
        givenVariance == null ? means(product(normal, normal), groups) : givenVariance.values();
    factors = new double[groups];
    Arrays.setAll(factors, g -> 1 / Math.sqrt(variances[g] + epsilon));
    double[] output = new double[x.length];
    DoubleTensor beta = weights.beta();
    for (int i = 0; i < x.length; i++) {
      normal[i] *= factors[group(i)];
      output[i] = gamma(i) * normal[i] + (beta == null ? 0 : beta.values()[i % channels]);
    }
    return DoubleTensor.wrap(input.shape(), output);
  }

  @Override
  public DoubleTensor backward(DoubleTensor gradient) {
    double[] dy = gradient.values();
    if (weights.gamma() != null) {
      gradients.put("gamma", byChannel(product(dy, normal)));
    }
    if (weights.beta() != null) {
      gradients.put("beta", byChannel(dy));
    }
    double[] result = new double[dy.length];
    Arrays.setAll(result, i -> dy[i] * gamma(i));
    if (weights.mean() == null) {
      double[] shift = means(result, factors.length);
      double[] stretch = means(product(result, normal), factors.length);
      for (int i = 0; i < result.length; i++) {
        result[i] -= shift[group(i)] + normal[i] * stretch[group(i)];
      }
    }
    for (int i = 0; i < result.length; i++) {
      result[i] *= factors[group(i)];
    }
    return DoubleTensor.wrap(gradient.shape(), result);
  }

  private double[] means(double[] values, int groups) {
    double[] means = new double[groups];
    for (int i = 0; i < values.length; i++) {
      means[group(i)] += values[i];
    }
    for (int g = 0; g < groups; g++) {
      means[g] /= (double) values.length / groups;
    }
    return means;
  }

  private DoubleTensor byChannel(double[] values) {
    double[] sums = new double[channels];
    for (int i = 0; i < values.length; i++) {
      sums[i % channels] += values[i];
    }
    return DoubleTensor.wrap(TensorShape.of(channels), sums);
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[a.length];
    Arrays.setAll(product, i -> a[i] * b[i]);
    return product;
  }

  @Override
  public Map<String, DoubleTensor> weightGradients() {
    return gradients;
  }
}
