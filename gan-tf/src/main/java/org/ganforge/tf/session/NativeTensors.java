package org.ganforge.tf.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** The border between heap and native memory. Who asks for a native tensor closes it. */
public final class NativeTensors {
  private NativeTensors() {}

  /** Returns a native copy. */
  public static TFloat32 toNative(FloatTensor tensor) {
    return TFloat32.tensorOf(
        Variable.nativeShape(tensor.shape()), DataBuffers.of(tensor.toArray(), true, false));
  }

  /** Returns a copy on the heap. */
  public static FloatTensor toHeap(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    tensor.copyTo(
        org.tensorflow.ndarray.NdArrays.wrap(tensor.shape(), DataBuffers.of(values, false, false)));
    int[] dims = Arrays.stream(tensor.shape().asArray()).mapToInt(Math::toIntExact).toArray();
    return FloatTensor.wrap(TensorShape.of(dims), values);
  }

  /**
   * Returns {@code [count, size]} bytes, copied straight from the buffer, without an array in
   * between.
   */
  public static TUint8 bytes(ByteBuffer bytes, int count) {
    Shape shape = Shape.of(count, bytes.remaining() / count);
    return TUint8.tensorOf(shape, DataBuffers.of(bytes));
  }
}
