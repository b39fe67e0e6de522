package org.ganforge.tf.truth;

import java.util.Arrays;
import org.ganforge.layer.Interpolation;

/** Linear maps along one axis of an image, as matrices {@code [out][in]}. */
final class AxisMatrix {
  private AxisMatrix() {}

  /**
   * Returns the map that averages the pixels under a window, leaving out zeros around the image.
   */
  static double[][] average(WindowAxis axis) {
    double[][] matrix = new double[axis.out()][axis.in()];
    for (int place = 0; place < axis.out(); place++) {
      for (int tap = 0; tap < axis.size(); tap++) {
        int pixel = axis.pixel(place, tap);
        if (pixel >= 0) {
          matrix[place][pixel] = 1;
        }
      }
      double count = Arrays.stream(matrix[place]).sum();
      for (int pixel = 0; pixel < axis.in(); pixel++) {
        matrix[place][pixel] /= count;
      }
    }
    return matrix;
  }

  /** Returns the map that adds zeros before and after the pixels. */
  static double[][] padded(int before, int length, int after) {
    double[][] matrix = new double[before + length + after][length];
    for (int i = 0; i < length; i++) {
      matrix[before + i][i] = 1;
    }
    return matrix;
  }

  /** Returns the map that cuts pixels off at either end. */
  static double[][] cropped(int before, int length, int after) {
    double[][] matrix = new double[length - before - after][length];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][before + i] = 1;
    }
    return matrix;
  }

  /** Returns the map that makes {@code factor} pixels of each one. */
  static double[][] enlarged(int length, int factor, Interpolation interpolation) {
    double[][] matrix = new double[length * factor][length];
    for (int i = 0; i < matrix.length; i++) {
      if (interpolation == Interpolation.NEAREST) {
        matrix[i][i / factor] = 1;
      } else {
        double center = (i + 0.5) / factor - 0.5;
        int lower = (int) Math.floor(center);
        matrix[i][Math.max(lower, 0)] += lower + 1 - center;
        matrix[i][Math.min(lower + 1, length - 1)] += center - lower;
      }
    }
    return matrix;
  }
}
