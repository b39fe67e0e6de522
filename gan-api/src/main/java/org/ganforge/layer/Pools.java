package org.ganforge.layer;

import org.jspecify.annotations.Nullable;

/** Checks and shapes shared by all pooling layers. */
final class Pools {
  private Pools() {}

  /** Checks a pool's window and strides. */
  static void check(String layer, Size2D poolSize, @Nullable Size2D strides) {
    Windows.check(layer + " pool_size", poolSize);
    if (strides != null) {
      Windows.check(layer + " strides", strides);
    }
  }

  /** Returns how far a window moves: its strides, or its size if there are none. */
  static Size2D stepSize(Size2D poolSize, @Nullable Size2D strides) {
    return strides == null ? poolSize : strides;
  }

  /** Returns the output shape of a pool with this window. */
  static TensorShape slide(
      TensorShape image, Size2D poolSize, @Nullable Size2D strides, Padding padding) {
    Windows.requireImage(image);
    Size2D step = stepSize(poolSize, strides);
    return Windows.slide(image, poolSize, Size2D.of(1), step, padding, image.dim(2));
  }

  /** Returns the output shape of a global pool. */
  static TensorShape whole(TensorShape image, boolean keepdims) {
    Windows.requireImage(image);
    return keepdims ? TensorShape.of(1, 1, image.dim(2)) : TensorShape.of(image.dim(2));
  }
}
