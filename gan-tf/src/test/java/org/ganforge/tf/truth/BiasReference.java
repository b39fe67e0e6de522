package org.ganforge.tf.truth;

import java.util.Map;

/** Adds a bias along the last axis. */
final class BiasReference implements ReferenceLayer {
  private final DoubleTensor bias;
  private Map<String, DoubleTensor> gradients = Map.of();

  BiasReference(DoubleTensor bias) {
    this.bias = bias;
  }

  @Override
  public DoubleTensor forward(DoubleTensor input) {
    double[] output = input.values().clone();
    int channels = bias.values().length;
    for (int i = 0; i < output.length; i++) {
      output[i] += bias.values()[i % channels];
    }
    return DoubleTensor.wrap(input.shape(), output);
  }

  @Override
  public DoubleTensor backward(DoubleTensor gradient) {
    double[] sums = new double[bias.values().length];
    for (int i = 0; i < gradient.values().length; i++) {
      sums[i % sums.length] += gradient.values()[i];
    }
    gradients = Map.of("bias", DoubleTensor.wrap(bias.shape(), sums));
    return gradient;
  }

  @Override
  public Map<String, DoubleTensor> weightGradients() {
    return gradients;
  }
}
