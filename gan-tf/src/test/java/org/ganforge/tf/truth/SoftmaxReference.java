package org.ganforge.tf.truth;

/** Softmax over the last axis. */
final class SoftmaxReference implements ReferenceLayer {
  private double[] output = {};

  @Override
  public DoubleTensor forward(DoubleTensor input) {
    output = input.values().clone();
    int size = input.shape().dim(-1);
    for (int row = 0; row < output.length; row += size) {
      double max = Double.NEGATIVE_INFINITY;
      for (int i = row; i < row + size; i++) {
        max = Math.max(max, output[i]);
      }
      double sum = 0;
      for (int i = row; i < row + size; i++) {
        output[i] = Math.exp(output[i] - max);
        sum += output[i];
      }
      for (int i = row; i < row + size; i++) {
        output[i] /= sum;
      }
    }
    return DoubleTensor.wrap(input.shape(), output);
  }

  @Override
  public DoubleTensor backward(DoubleTensor gradient) {
    double[] result = gradient.values().clone();
    int size = gradient.shape().dim(-1);
    for (int row = 0; row < result.length; row += size) {
      double mean = 0;
      for (int i = row; i < row + size; i++) {
        mean += result[i] * output[i];
      }
      for (int i = row; i < row + size; i++) {
        result[i] = (result[i] - mean) * output[i];
      }
    }
    return DoubleTensor.wrap(gradient.shape(), result);
  }
}
