package org.ganforge.tf.truth;

import org.ganforge.layer.TensorShape;

/** The largest number under a window, in each channel. */
final class MaxPoolingReference implements ReferenceLayer {
  private final WindowAxis rows;
  private final WindowAxis columns;
  private final int channels;
  private int[] largest = {};
  private double margin = Double.POSITIVE_INFINITY;

  MaxPoolingReference(WindowAxis rows, WindowAxis columns, int channels) {
    this.rows = rows;
    this.columns = columns;
    this.channels = channels;
  }

  @Override
  public DoubleTensor forward(DoubleTensor input) {
    TensorShape shape = TensorShape.of(input.count(), rows.out(), columns.out(), channels);
    double[] x = input.values();
    double[] output = new double[shape.size()];
    largest = new int[output.length];
    double scale = input.maxAbs();
    for (int i = 0; i < output.length; i++) {
      largest[i] = largest(x, i, -1);
      output[i] = x[largest[i]];
      int second = largest(x, i, largest[i]);
      if (second >= 0) {
        margin = Math.min(margin, (output[i] - x[second]) / scale);
      }
    }
    return DoubleTensor.wrap(shape, output);
  }

  /** Returns the index of the largest number under the window, except one; -1 if none is left. */
  private int largest(double[] x, int output, int except) {
    int channel = output % channels;
    int place = output / channels;
    int column = place % columns.out();
    int row = place / columns.out() % rows.out();
    int example = place / columns.out() / rows.out();
    int best = -1;
    for (int tap = 0; tap < rows.size() * columns.size(); tap++) {
      int pixelRow = rows.pixel(row, tap / columns.size());
      int pixelColumn = columns.pixel(column, tap % columns.size());
      int pixel = (example * rows.in() + pixelRow) * columns.in() + pixelColumn;
      int index = pixel * channels + channel;
      if (pixelRow >= 0
          && pixelColumn >= 0
          && index != except
          && (best < 0 || x[index] > x[best])) {
        best = index;
      }
    }
    return best;
  }

  @Override
  public DoubleTensor backward(DoubleTensor gradient) {
    TensorShape shape = TensorShape.of(gradient.count(), rows.in(), columns.in(), channels);
    double[] result = new double[shape.size()];
    for (int i = 0; i < largest.length; i++) {
      result[largest[i]] += gradient.values()[i];
    }
    return DoubleTensor.wrap(shape, result);
  }

  @Override
  public double kinkMargin() {
    return margin;
  }
}
