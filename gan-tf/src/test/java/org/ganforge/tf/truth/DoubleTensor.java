package org.ganforge.tf.truth;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/** A block of double-precision numbers with its shape, row-major, including the batch dimension. */
public final class DoubleTensor {
  private final TensorShape shape;
  private final double[] values;

  private DoubleTensor(TensorShape shape, double[] values) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(values.length + " numbers for shape " + shape);
    }
    this.shape = shape;
    this.values = values;
  }

  /** Returns the tensor in double precision. */
  public static DoubleTensor of(FloatTensor tensor) {
    double[] values = new double[tensor.shape().size()];
    Arrays.setAll(values, tensor::get);
    return new DoubleTensor(tensor.shape(), values);
  }

  /** Returns the tensors in double precision, under the same names. */
  public static Map<String, DoubleTensor> of(Map<String, FloatTensor> tensors) {
    Map<String, DoubleTensor> map = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> map.put(name, of(tensor)));
    return map;
  }

  /** Returns a tensor of these values, which are not copied. */
  public static DoubleTensor wrap(TensorShape shape, double[] values) {
    return new DoubleTensor(shape, values);
  }

  /** Returns the shape. */
  public TensorShape shape() {
    return shape;
  }

  /** Returns the values themselves, not a copy. */
  public double[] values() {
    return values;
  }

  /** Returns the number of examples. */
  int count() {
    return shape.dim(0);
  }

  /** Returns the same values with examples of another shape. */
  DoubleTensor reshaped(TensorShape example) {
    return new DoubleTensor(example.times(count()), values);
  }

  /** Returns the largest absolute value. */
  public double maxAbs() {
    double max = 0;
    for (double value : values) {
      max = Math.max(max, Math.abs(value));
    }
    return max;
  }

  /** Returns the tensor rounded to float32. */
  public FloatTensor toFloat() {
    float[] rounded = new float[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) values[i];
    }
    return FloatTensor.wrap(shape, rounded);
  }
}
