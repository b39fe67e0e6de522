package org.ganforge.layer;

/**
 * Enlarges images by a whole factor.
 *
 * <p>Input {@code [height, width, channels]}, output {@code [height * rows, width * columns,
 * channels]}. See <a href="https://keras.io/api/layers/reshaping_layers/up_sampling2d/">Keras</a>.
 *
 * @param size the factor for rows and columns; 2 by default
 * @param interpolation how pixels in between are filled; nearest by default
 * @param name the layer's name; made by the network if empty
 */
public record UpSampling2D(Size2D size, Interpolation interpolation, String name)
    implements UnaryLayer {
  /** Checks the arguments. */
  public UpSampling2D {
    Windows.check("UpSampling2D size", size);
  }

  /** Returns a layer that doubles both sides by repeating pixels. */
  public static UpSampling2D of() {
    return new UpSampling2D(Size2D.of(2), Interpolation.NEAREST, "");
  }

  /** Returns a copy with this {@code size}. */
  public UpSampling2D withSize(Size2D size) {
    return new UpSampling2D(size, interpolation, name);
  }

  /** Returns a copy with this {@code interpolation}. */
  public UpSampling2D withInterpolation(Interpolation interpolation) {
    return new UpSampling2D(size, interpolation, name);
  }

  @Override
  public UpSampling2D withName(String name) {
    return new UpSampling2D(size, interpolation, name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    Windows.requireImage(input);
    return TensorShape.image(
        (long) input.dim(0) * size.rows(), (long) input.dim(1) * size.columns(), input.dim(2));
  }
}
