package org.ganforge.tf.layer;

import java.util.List;
import org.ganforge.layer.Size2D;

/** The four-number form in which TensorFlow takes windows and strides over NHWC images. */
final class Windows {
  private Windows() {}

  /** Returns {@code [1, rows, columns, 1]}. */
  static List<Long> window(Size2D size) {
    return List.of(1L, (long) size.rows(), (long) size.columns(), 1L);
  }
}
