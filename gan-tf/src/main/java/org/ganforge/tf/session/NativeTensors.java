package org.ganforge.tf.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** The boundary between heap and native memory. Whoever asks for a native tensor closes it. */
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
   * Returns {@code [count, size]} bytes, copied straight from the buffers, one after the other.
   * Together they may be larger than a Java array or a single buffer.
   */
  public static TUint8 bytes(List<ByteBuffer> parts, int count) {
    long all = parts.stream().mapToLong(ByteBuffer::remaining).sum();
    TUint8 tensor = TUint8.tensorOf(Shape.of(count, all / count));
    ByteDataBuffer target = tensor.asRawTensor().data();
    long at = 0;
    for (ByteBuffer part : parts) {
      ByteDataBuffer source = DataBuffers.of(part);
      source.copyTo(target.offset(at), source.size());
      at += source.size();
    }
    return tensor;
  }
}
