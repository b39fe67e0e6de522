package org.ganforge.tf.keras;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.ganforge.layer.FloatTensor;

/** Converts tensors to the arrays that the HDF5 library expects. */
final class HdfArrays {
  private HdfArrays() {}

  /** Returns nested arrays: {@code float[3][3][2][4]}. */
  static Object nested(FloatTensor tensor) {
    return nested(tensor.toArray(), 0, tensor.shape().dims());
  }

  private static Object nested(float[] values, int from, List<Integer> dims) {
    int size = dims.get(0);
    if (dims.size() == 1) {
      return Arrays.copyOfRange(values, from, from + size);
    }
    List<Integer> inner = dims.subList(1, dims.size());
    int step = inner.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    Object first = nested(values, from, inner);
    Object array = Array.newInstance(first.getClass(), size);
    for (int i = 0; i < size; i++) {
      Array.set(array, i, nested(values, from + i * step, inner));
    }
    return array;
  }
}
