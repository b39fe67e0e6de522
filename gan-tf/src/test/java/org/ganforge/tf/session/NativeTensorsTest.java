package org.ganforge.tf.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

class NativeTensorsTest {
  @Test
  void bytesInSeveralBuffersAreOneTensor() {
    ByteBuffer all = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 4, 5, -1, 9});
    List<ByteBuffer> parts = List.of(all.slice(1, 4).asReadOnlyBuffer(), all.slice(5, 2));
    try (TUint8 tensor = NativeTensors.bytes(parts, 3)) {
      assertThat(tensor.shape()).isEqualTo(Shape.of(3, 2));
      byte[] found = new byte[6];
      tensor.asRawTensor().data().read(found);
      assertThat(found).containsExactly(1, 2, 3, 4, 5, -1);
    }
  }
}
