package org.ganforge.layer;

import org.jspecify.annotations.Nullable;

/**
 * The mean value under a window that slides over each channel. Padding does not count in the mean.
 *
 * <p>Input {@code [height, width, channels]}, output {@code [rows, columns, channels]}. See <a
 * href="https://keras.io/api/layers/pooling_layers/average_pooling2d/">Keras</a>.
 *
 * @param poolSize the window; 2 by default
 * @param strides how far the window moves; null (the default) moves it by its own size
 * @param padding the border; valid by default
 * @param name the layer's name; made by the network if empty
 */
public record AveragePooling2D(
    Size2D poolSize, @Nullable Size2D strides, Padding padding, String name) implements UnaryLayer {
  /** Checks the arguments. */
  public AveragePooling2D {
    Pools.check("AveragePooling2D", poolSize, strides);
  }

  /** Returns a layer that halves both sides. */
  public static AveragePooling2D of() {
    return new AveragePooling2D(Size2D.of(2), null, Padding.VALID, "");
  }

  /** Returns a copy with this {@code poolSize}. */
  public AveragePooling2D withPoolSize(Size2D poolSize) {
    return new AveragePooling2D(poolSize, strides, padding, name);
  }

  /** Returns a copy with this {@code strides}. */
  public AveragePooling2D withStrides(@Nullable Size2D strides) {
    return new AveragePooling2D(poolSize, strides, padding, name);
  }

  /** Returns a copy with this {@code padding}. */
  public AveragePooling2D withPadding(Padding padding) {
    return new AveragePooling2D(poolSize, strides, padding, name);
  }

  @Override
  public AveragePooling2D withName(String name) {
    return new AveragePooling2D(poolSize, strides, padding, name);
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
