package org.ganforge.layer;

import org.jspecify.annotations.Nullable;

/**
 * The largest value under a window that slides over each channel.
 *
 * <p>Input {@code [height, width, channels]}, output {@code [rows, columns, channels]}. See <a
 * href="https://keras.io/api/layers/pooling_layers/max_pooling2d/">Keras</a>.
 *
 * @param poolSize the window; 2 by default
 * @param strides how far the window moves; null (the default) moves it by its own size
 * @param padding the border; valid by default
 * @param name the layer's name; made by the network if empty
 */
public record MaxPooling2D(Size2D poolSize, @Nullable Size2D strides, Padding padding, String name)
    implements UnaryLayer {
  /** Checks the arguments. */
  public MaxPooling2D {
    Pools.check("MaxPooling2D", poolSize, strides);
  }

  /** Returns a layer that halves both sides. */
  public static MaxPooling2D of() {
    return new MaxPooling2D(Size2D.of(2), null, Padding.VALID, "");
  }

  /** Returns a copy with this {@code poolSize}. */
  public MaxPooling2D withPoolSize(Size2D poolSize) {
    return new MaxPooling2D(poolSize, strides, padding, name);
  }

  /** Returns a copy with this {@code strides}. */
  public MaxPooling2D withStrides(@Nullable Size2D strides) {
    return new MaxPooling2D(poolSize, strides, padding, name);
  }

  /** Returns a copy with this {@code padding}. */
  public MaxPooling2D withPadding(Padding padding) {
    return new MaxPooling2D(poolSize, strides, padding, name);
  }

  @Override
  public MaxPooling2D withName(String name) {
    return new MaxPooling2D(poolSize, strides, padding, name);
  }

  /**
   * Returns how far the window moves: the strides, or the window's own size where there are none.
   */
  public Size2D stepSize() {
    return Pools.stepSize(poolSize, strides);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    return Pools.slide(input, poolSize, strides, padding);
  }
}
