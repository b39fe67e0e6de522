package org.ganforge.tf.truth;

/** Applies a function to each number. */
final class ElementwiseReference implements ReferenceLayer {
  private final ScalarFunction function;
  private double[] input = {};
  private double margin = Double.POSITIVE_INFINITY;

  ElementwiseReference(ScalarFunction function) {
    this.function = function;
  }

  @Override
  public DoubleTensor forward(DoubleTensor tensor) {
    input = tensor.values();
    double[] output = new double[input.length];
    double scale = tensor.maxAbs();
    for (int i = 0; i < output.length; i++) {
      output[i] = function.value().applyAsDouble(input[i]);
      for (double kink : function.kinks()) {
        margin = Math.min(margin, Math.abs(input[i] - kink) / scale);
      }
    }
    return DoubleTensor.wrap(tensor.shape(), output);
  }

  @Override
  public DoubleTensor backward(DoubleTensor gradient) {
    double[] result = gradient.values().clone();
    for (int i = 0; i < result.length; i++) {
      result[i] *= function.slope().applyAsDouble(input[i]);
    }
    return DoubleTensor.wrap(gradient.shape(), result);
  }

  @Override
  public double kinkMargin() {
    return margin;
  }
}
