package org.ganforge.latent;

import java.util.stream.IntStream;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Padding;
import org.ganforge.layer.TensorShape;

/**
 * The inner products of a layer's responses to the coordinates of the noise, in double precision:
 * {@code A^T A} for a layer that computes {@code A z}. Those of several layers add up, as if their
 * outputs stood one behind the other.
 */
final class KernelResponse {
  private final double[][] gram;
  private boolean isEmpty = true;

  KernelResponse(int length) {
    this.gram = new double[length][length];
  }

  boolean isEmpty() {
    return isEmpty;
  }

  double[][] gram() {
    return gram;
  }

  /** Adds a Dense layer, whose kernel {@code [channels, units]} is applied along the last axis. */
  void addDense(Carried input, FloatTensor kernel) {
    float[] values = kernel.toArray();
    int channels = kernel.shape().dim(0);
    int units = kernel.shape().dim(1);
    add(
        input,
        (p, q) -> {
          if (p / channels != q / channels) {
            return 0;
          }
          double sum = 0;
          int first = p % channels * units;
          int second = q % channels * units;
          for (int unit = 0; unit < units; unit++) {
            sum += (double) values[first + unit] * values[second + unit];
          }
          return sum;
        });
  }

  /** Adds a transposed convolution, whose kernel is {@code [rows, columns, filters, channels]}. */
  void addTransposed(Carried input, Conv2DTranspose layer, FloatTensor kernel, TensorShape output) {
    TensorShape image = input.shape();
    int channels = image.dim(2);
    Axis down = Axis.rows(layer, image, output);
    Axis across = Axis.columns(layer, image, output);
    Taps taps = new Taps(kernel);
    add(
        input,
        (p, q) -> {
          int row = p / channels / image.dim(1);
          int column = p / channels % image.dim(1);
          int otherRow = q / channels / image.dim(1);
          int otherColumn = q / channels % image.dim(1);
          double sum = 0;
          for (int a = 0; a < down.taps(); a++) {
            int b = down.other(row, a, otherRow);
            for (int c = 0; b >= 0 && c < across.taps(); c++) {
              int d = across.other(column, c, otherColumn);
              sum += d < 0 ? 0 : taps.product(a, c, p % channels, b, d, q % channels);
            }
          }
          return sum;
        });
  }

  /** The inner product of the responses to two places of the layer's input. */
  private interface Product {
    double of(int p, int q);
  }

  private void add(Carried input, Product product) {
    isEmpty = false;
    int[] places = IntStream.range(0, input.shape().size()).filter(input::isNoise).toArray();
    for (int i = 0; i < places.length; i++) {
      for (int k = i; k < places.length; k++) {
        int p = places[i];
        int q = places[k];
        double value = input.factor(p) * input.factor(q) * product.of(p, q);
        gram[input.source(p)][input.source(q)] += value;
        if (p != q) {
          gram[input.source(q)][input.source(p)] += value;
        }
      }
    }
  }

  /**
   * Where the taps of a kernel fall along one axis.
   *
   * @param same whether the border is cut off as TensorFlow's padding same does
   */
  private record Axis(int taps, int stride, int dilation, int input, int output, boolean same) {
    static Axis rows(Conv2DTranspose layer, TensorShape image, TensorShape output) {
      return new Axis(
          layer.kernelSize().rows(),
          layer.strides().rows(),
          layer.dilationRate().rows(),
          image.dim(0),
          output.dim(0),
          layer.padding() == Padding.SAME);
    }

    static Axis columns(Conv2DTranspose layer, TensorShape image, TensorShape output) {
      return new Axis(
          layer.kernelSize().columns(),
          layer.strides().columns(),
          layer.dilationRate().columns(),
          image.dim(1),
          output.dim(1),
          layer.padding() == Padding.SAME);
    }

    private int place(int position, int tap) {
      int reach = (taps - 1) * dilation + 1;
      int cut = same ? Math.max((input - 1) * stride + reach - output, 0) : 0;
      return position * stride + tap * dilation - cut / 2;
    }

    /** Returns the tap of another position that falls on the same place; -1 if none does. */
    int other(int position, int tap, int otherPosition) {
      int place = place(position, tap);
      int distance = (position - otherPosition) * stride;
      int other = tap + distance / dilation;
      boolean isOnIt = place >= 0 && place < output && distance % dilation == 0;
      return isOnIt && other >= 0 && other < taps ? other : -1;
    }
  }

  /** A kernel's numbers by tap and channel. */
  private static final class Taps {
    private final float[] values;
    private final int columns;
    private final int filters;
    private final int channels;

    Taps(FloatTensor kernel) {
      this.values = kernel.toArray();
      this.columns = kernel.shape().dim(1);
      this.filters = kernel.shape().dim(2);
      this.channels = kernel.shape().dim(3);
    }

    double product(int row, int column, int channel, int row2, int column2, int channel2) {
      int first = (row * columns + column) * filters * channels + channel;
      int second = (row2 * columns + column2) * filters * channels + channel2;
      double sum = 0;
      for (int f = 0; f < filters * channels; f += channels) {
        sum += (double) values[first + f] * values[second + f];
      }
      return sum;
    }
  }
}
