package org.ganforge.tf.form;

/** Convolutions in plain double arithmetic, without forms or TensorFlow. */
record ConvolutionOracle(ConvolutionShape shape, int batch) {
  /** Adds a product of two of the three tensors' elements to the third. */
  @FunctionalInterface
  private interface Visitor {
    void at(int image, int kernel, int output);
  }

  int imageSize() {
    return Math.toIntExact(batch * shape.imageSize());
  }

  int kernelSize() {
    return Math.toIntExact(shape.kernelSize());
  }

  int outputSize() {
    return Math.toIntExact(batch * shape.outputSize());
  }

  /** Returns the result of the direction. */
  double[] compute(Direction direction, float[] left, float[] right) {
    double[] result =
        new double
            [switch (direction) {
              case FORWARD -> outputSize();
              case INPUT -> imageSize();
              case KERNEL -> kernelSize();
            }];
    visit(
        switch (direction) {
          case FORWARD -> (x, w, y) -> result[y] += (double) left[x] * right[w];
          case INPUT -> (x, w, y) -> result[x] += (double) left[y] * right[w];
          case KERNEL -> (x, w, y) -> result[w] += (double) left[x] * right[y];
        });
    return result;
  }

  private void visit(Visitor visitor) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    int channels = shape.channels();
    int filters = shape.filters();
    int depth = channels / shape.groups();
    int width = filters / shape.groups();
    for (int b = 0; b < batch; b++) {
      for (int i = 0; i < rows.out(); i++) {
        for (int j = 0; j < columns.out(); j++) {
          for (int p = 0; p < rows.taps(); p++) {
            int row = i * rows.stride() + p - rows.before();
            for (int q = 0; q < columns.taps(); q++) {
              int column = j * columns.stride() + q - columns.before();
              if (row < 0 || row >= rows.in() || column < 0 || column >= columns.in()) {
                continue;
              }
              int x = ((b * rows.in() + row) * columns.in() + column) * channels;
              int w = (p * columns.taps() + q) * depth * filters;
              int y = ((b * rows.out() + i) * columns.out() + j) * filters;
              for (int f = 0; f < filters; f++) {
                int first = f / width * depth;
                for (int c = 0; c < depth; c++) {
                  visitor.at(x + first + c, w + c * filters + f, y + f);
                }
              }
            }
          }
        }
      }
    }
  }
}
