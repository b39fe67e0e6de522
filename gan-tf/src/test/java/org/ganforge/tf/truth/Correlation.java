package org.ganforge.tf.truth;

/**
 * The cross-correlation of images {@code [count, rows, columns, channels]} with a kernel {@code
 * [rows, columns, channels / groups, filters]}, and its two gradients. Each is a loop over the
 * pairs of pixel and place under each tap; the innermost loop runs over neighbouring numbers.
 */
record Correlation(WindowAxis rows, WindowAxis columns, int channels, int filters, int groups) {
  /** Visits a pixel that a tap falls on for a place of the output; all three are indices. */
  @FunctionalInterface
  private interface Visitor {
    void visit(int pixel, int tap, int place);
  }

  double[] output(double[] images, double[] kernel, int count) {
    double[] output = new double[count * rows.out() * columns.out() * filters];
    int depth = channels / groups;
    int width = filters / groups;
    walk(
        count,
        (pixel, tap, place) -> {
          for (int c = 0; c < channels; c++) {
            int first = c / depth * width;
            double factor = images[pixel * channels + c];
            int from = (tap * depth + c % depth) * filters + first;
            add(factor, kernel, from, output, place * filters + first, width);
          }
        });
    return output;
  }

  double[] imageGradient(double[] gradient, double[] kernel, int count) {
    double[] result = new double[count * rows.in() * columns.in() * channels];
    double[] turned = transposed(kernel);
    int depth = channels / groups;
    int width = filters / groups;
    walk(
        count,
        (pixel, tap, place) -> {
          for (int f = 0; f < filters; f++) {
            int first = f / width * depth;
            double factor = gradient[place * filters + f];
            int from = (tap * filters + f) * depth;
            add(factor, turned, from, result, pixel * channels + first, depth);
          }
        });
    return result;
  }

  double[] kernelGradient(double[] images, double[] gradient, int count) {
    int depth = channels / groups;
    int width = filters / groups;
    double[] result = new double[rows.size() * columns.size() * depth * filters];
    walk(
        count,
        (pixel, tap, place) -> {
          for (int c = 0; c < channels; c++) {
            int first = c / depth * width;
            double factor = images[pixel * channels + c];
            int to = (tap * depth + c % depth) * filters + first;
            add(factor, gradient, place * filters + first, result, to, width);
          }
        });
    return result;
  }

  private void walk(int count, Visitor visitor) {
    for (int example = 0; example < count; example++) {
      for (int row = 0; row < rows.out(); row++) {
        for (int column = 0; column < columns.out(); column++) {
          int place = (example * rows.out() + row) * columns.out() + column;
          walkTaps(example, row, column, place, visitor);
        }
      }
    }
  }

  private void walkTaps(int example, int row, int column, int place, Visitor visitor) {
    for (int tapRow = 0; tapRow < rows.size(); tapRow++) {
      int pixelRow = rows.pixel(row, tapRow);
      for (int tapColumn = 0; pixelRow >= 0 && tapColumn < columns.size(); tapColumn++) {
        int pixelColumn = columns.pixel(column, tapColumn);
        if (pixelColumn >= 0) {
          int pixel = (example * rows.in() + pixelRow) * columns.in() + pixelColumn;
          visitor.visit(pixel, tapRow * columns.size() + tapColumn, place);
        }
      }
    }
  }

  /** Adds a multiple of one range of numbers to another. */
  private static void add(double factor, double[] from, int start, double[] to, int at, int size) {
    for (int i = 0; i < size; i++) {
      to[at + i] += factor * from[start + i];
    }
  }

  /** Returns the kernel with channels innermost. */
  private double[] transposed(double[] kernel) {
    int depth = channels / groups;
    double[] turned = new double[kernel.length];
    for (int i = 0; i < kernel.length; i++) {
      int f = i % filters;
      int c = i / filters % depth;
      int tap = i / filters / depth;
      turned[(tap * filters + f) * depth + c] = kernel[i];
    }
    return turned;
  }
}
