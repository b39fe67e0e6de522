package org.ganforge.tf.truth;

import java.util.Map;

/** A kink at 0 whose slope below is a weight, shared along the axes where the weight has size 1. */
final class PReLUReference implements ReferenceLayer {
  private final DoubleTensor alpha;
  private DoubleTensor input;
  private double margin = Double.POSITIVE_INFINITY;
  private Map<String, DoubleTensor> gradients = Map.of();

  PReLUReference(DoubleTensor alpha) {
    this.alpha = alpha;
    this.input = alpha;
  }

  @Override
  public DoubleTensor forward(DoubleTensor input) {
    this.input = input;
    double[] output = input.values().clone();
    double scale = input.maxAbs();
    for (int i = 0; i < output.length; i++) {
      margin = Math.min(margin, Math.abs(output[i]) / scale);
      output[i] *= output[i] > 0 ? 1 : alpha.values()[slope(i)];
    }
    return DoubleTensor.wrap(input.shape(), output);
  }

  @Override
  public DoubleTensor backward(DoubleTensor gradient) {
    double[] result = gradient.values().clone();
    double[] slopes = new double[alpha.values().length];
    for (int i = 0; i < result.length; i++) {
      if (input.values()[i] <= 0) {
        slopes[slope(i)] += result[i] * input.values()[i];
        result[i] *= alpha.values()[slope(i)];
      }
    }
    gradients = Map.of("alpha", DoubleTensor.wrap(alpha.shape(), slopes));
    return DoubleTensor.wrap(gradient.shape(), result);
  }

  /** Returns the index of an element's slope. */
  private int slope(int element) {
    int place = 0;
    int step = 1;
    int rest = element;
    for (int axis = alpha.shape().rank() - 1; axis >= 0; axis--) {
      int size = input.shape().dim(axis + 1);
      int slopes = alpha.shape().dim(axis);
      place += slopes == 1 ? 0 : rest % size * step;
      step *= slopes;
      rest /= size;
    }
    return place;
  }

  @Override
  public Map<String, DoubleTensor> weightGradients() {
    return gradients;
  }

  @Override
  public double kinkMargin() {
    return margin;
  }
}
