package org.ganforge.layer;

/**
 * Adds rows and columns of zeros around images.
 *
 * <p>Input {@code [height, width, channels]}, output {@code [top + height + bottom, left + width +
 * right, channels]}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/zero_padding2d/">Keras</a>.
 *
 * @param padding how many on each side; 1 by default
 * @param name the layer's name; made by the network if empty
 */
public record ZeroPadding2D(Padding2D padding, String name) implements UnaryLayer {
  /** Returns a layer that adds one row or column on every side. */
  public static ZeroPadding2D of() {
    return new ZeroPadding2D(Padding2D.of(1), "");
  }

  /** Returns a copy with this {@code padding}. */
  public ZeroPadding2D withPadding(Padding2D padding) {
    return new ZeroPadding2D(padding, name);
  }

  @Override
  public ZeroPadding2D withName(String name) {
    return new ZeroPadding2D(padding, name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    Windows.requireImage(input);
    return TensorShape.image(
        (long) padding.top() + input.dim(0) + padding.bottom(),
        (long) padding.left() + input.dim(1) + padding.right(),
        input.dim(2));
  }
}
