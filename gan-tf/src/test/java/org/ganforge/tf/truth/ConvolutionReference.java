package org.ganforge.tf.truth;

import java.util.Map;
import org.ganforge.layer.TensorShape;

/** The products of a convolution with a kernel of some name; bias and activation are separate. */
final class ConvolutionReference implements ReferenceLayer {
  private final Correlation correlation;
  private final String name;
  private final DoubleTensor kernel;
  private DoubleTensor input;
  private Map<String, DoubleTensor> gradients = Map.of();

  ConvolutionReference(Correlation correlation, String name, DoubleTensor kernel) {
    this.correlation = correlation;
    this.name = name;
    this.kernel = kernel;
    this.input = kernel;
  }

  @Override
  public DoubleTensor forward(DoubleTensor input) {
    this.input = input;
    int count = input.count();
    TensorShape shape =
        TensorShape.of(
            count, correlation.rows().out(), correlation.columns().out(), correlation.filters());
    return DoubleTensor.wrap(shape, correlation.output(input.values(), kernel.values(), count));
  }

  @Override
  public DoubleTensor backward(DoubleTensor gradient) {
    int count = input.count();
    gradients =
        Map.of(
            name,
            DoubleTensor.wrap(
                kernel.shape(),
                correlation.kernelGradient(input.values(), gradient.values(), count)));
    return DoubleTensor.wrap(
        input.shape(), correlation.imageGradient(gradient.values(), kernel.values(), count));
  }

  @Override
  public Map<String, DoubleTensor> weightGradients() {
    return gradients;
  }
}
