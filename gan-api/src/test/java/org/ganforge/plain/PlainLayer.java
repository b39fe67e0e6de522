package org.ganforge.plain;

import java.util.Map;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Reshape;

/**
 * A layer of a network, on a batch of flat examples.
 *
 * @param layer the layer
 * @param path the prefix of its weights' names: {@code generator/dense/}
 */
record PlainLayer(Layer layer, String path) {
  /** A layer's output for a batch, and what it keeps for the backward pass. */
  static final class Pass {
    private final double[][] input;
    private final double[][] sums;
    private final double[][] output;

    private Pass(double[][] input, double[][] sums, double[][] output) {
      this.input = input;
      this.sums = sums;
      this.output = output;
    }

    double[][] output() {
      return output;
    }
  }

  PlainLayer {
    if (!(layer instanceof Dense
        || layer instanceof Activation
        || layer instanceof LeakyReLU
        || layer instanceof Flatten
        || layer instanceof Reshape)) {
      throw PlainBackend.unsupported("layer " + path + layer.type());
    }
  }

  Pass forward(double[][] input, Map<String, float[]> weights) {
    double[][] sums = input;
    if (layer instanceof Dense dense) {
      sums = new double[input.length][dense.units()];
      float[] kernel = weights.get(path + "kernel");
      for (int i = 0; i < input.length; i++) {
        for (int to = 0; to < dense.units(); to++) {
          double sum = dense.useBias() ? weights.get(path + "bias")[to] : 0;
          for (int from = 0; from < input[i].length; from++) {
            sum += input[i][from] * kernel[from * dense.units() + to];
          }
          sums[i][to] = sum;
        }
      }
    }
    double[][] output = new double[sums.length][sums[0].length];
    for (int i = 0; i < sums.length; i++) {
      for (int k = 0; k < sums[i].length; k++) {
        output[i][k] = value(sums[i][k]);
      }
    }
    return new Pass(input, sums, output);
  }

  /**
   * Returns the gradient of the inputs.
   *
   * @param gradient the gradient of the outputs
   * @param gradients receives the gradients of the weights, by name
   */
  double[][] backward(
      Pass pass,
      double[][] gradient,
      Map<String, float[]> weights,
      Map<String, double[]> gradients) {
    double[][] ofSums = new double[gradient.length][gradient[0].length];
    for (int i = 0; i < gradient.length; i++) {
      for (int k = 0; k < gradient[i].length; k++) {
        ofSums[i][k] = gradient[i][k] * slope(pass.sums[i][k], pass.output[i][k]);
      }
    }
    return layer instanceof Dense dense
        ? backward(dense, pass.input, ofSums, weights, gradients)
        : ofSums;
  }

  private double[][] backward(
      Dense dense,
      double[][] input,
      double[][] ofSums,
      Map<String, float[]> weights,
      Map<String, double[]> gradients) {
    int units = dense.units();
    float[] kernel = weights.get(path + "kernel");
    double[] ofKernel = new double[kernel.length];
    double[] ofBias = new double[units];
    double[][] ofInput = new double[input.length][input[0].length];
    for (int i = 0; i < input.length; i++) {
      for (int to = 0; to < units; to++) {
        ofBias[to] += ofSums[i][to];
        for (int from = 0; from < input[i].length; from++) {
          ofKernel[from * units + to] += input[i][from] * ofSums[i][to];
          ofInput[i][from] += kernel[from * units + to] * ofSums[i][to];
        }
      }
    }
    gradients.put(path + "kernel", ofKernel);
    if (dense.useBias()) {
      gradients.put(path + "bias", ofBias);
    }
    return ofInput;
  }

  private double value(double x) {
    if (layer instanceof LeakyReLU leaky) {
      return x >= 0 ? x : leaky.negativeSlope() * x;
    }
    return switch (activation()) {
      case LINEAR -> x;
      case RELU -> Math.max(0, x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case SOFTPLUS -> Math.log1p(Math.exp(x));
      default -> throw PlainBackend.unsupported("activation " + activation());
    };
  }

  private double slope(double x, double y) {
    if (layer instanceof LeakyReLU leaky) {
      return x > 0 ? 1 : leaky.negativeSlope();
    }
    return switch (activation()) {
      case LINEAR -> 1;
      case RELU -> x > 0 ? 1 : 0;
      case SIGMOID -> y * (1 - y);
      case TANH -> 1 - y * y;
      case SOFTPLUS -> 1 / (1 + Math.exp(-x));
      default -> throw PlainBackend.unsupported("activation " + activation());
    };
  }

  private ActivationFunction activation() {
    if (layer instanceof Dense dense) {
      return dense.activation();
    }
    return layer instanceof Activation activation
        ? activation.activation()
        : ActivationFunction.LINEAR;
  }
}
