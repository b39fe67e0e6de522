package org.ganforge.tf.truth;

import org.ganforge.layer.TensorShape;

/** Linear maps of the rows and the columns of images, the same for all channels. */
final class AxisMapReference implements ReferenceLayer {
  private final double[][] rows;
  private final double[][] columns;

  AxisMapReference(double[][] rows, double[][] columns) {
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public DoubleTensor forward(DoubleTensor input) {
    return map(rows, columns, input);
  }

  @Override
  public DoubleTensor backward(DoubleTensor gradient) {
    return map(transposed(rows), transposed(columns), gradient);
  }

  private static DoubleTensor map(double[][] rows, double[][] columns, DoubleTensor images) {
    int channels = images.shape().dim(-1);
    TensorShape shape = TensorShape.of(images.count(), rows.length, columns.length, channels);
    double[] result = new double[shape.size()];
    for (int place = 0; place < result.length / channels; place++) {
      double[] row = rows[place / columns.length % rows.length];
      double[] column = columns[place % columns.length];
      int example = place / columns.length / rows.length;
      for (int i = 0; i < row.length * column.length; i++) {
        double weight = row[i / column.length] * column[i % column.length];
        int from = (example * row.length * column.length + i) * channels;
        for (int c = 0; weight != 0 && c < channels; c++) {
          result[place * channels + c] += weight * images.values()[from + c];
        }
      }
    }
    return DoubleTensor.wrap(shape, result);
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }
}
