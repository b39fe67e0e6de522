package org.ganforge.tf.truth;

import java.util.Map;
import org.ganforge.layer.TensorShape;

/**
 * The products of a transposed convolution: the backward pass of the correlation from its output to
 * its input.
 */
final class TransposedConvolutionReference implements ReferenceLayer {
  private final Correlation correlation;
  private final DoubleTensor kernel;
  private DoubleTensor input;
  private Map<String, DoubleTensor> gradients = Map.of();

  TransposedConvolutionReference(Correlation correlation, DoubleTensor kernel) {
    this.correlation = correlation;
    this.kernel = kernel;
    this.input = kernel;
  }

  @Override
  public DoubleTensor forward(DoubleTensor input) {
    this.input = input;
    int count = input.count();
    TensorShape shape =
        TensorShape.of(
            count, correlation.rows().in(), correlation.columns().in(), correlation.channels());
    return DoubleTensor.wrap(
        shape, correlation.imageGradient(input.values(), kernel.values(), count));
  }

  @Override
  public DoubleTensor backward(DoubleTensor gradient) {
    int count = input.count();
    gradients =
        Map.of(
            "kernel",
            DoubleTensor.wrap(
                kernel.shape(),
                correlation.kernelGradient(gradient.values(), input.values(), count)));
    return DoubleTensor.wrap(
        input.shape(), correlation.output(gradient.values(), kernel.values(), count));
  }

  @Override
  public Map<String, DoubleTensor> weightGradients() {
    return gradients;
  }
}
