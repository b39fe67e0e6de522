package org.ganforge.layer;

import org.ganforge.error.InvalidInputException;

/**
 * Cuts rows and columns off the sides of images.
 *
 * <p>Input {@code [height, width, channels]}, output {@code [height - top - bottom, width - left -
 * right, channels]}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/cropping2d/">Keras</a>.
 *
 * @param cropping how many on each side; 0 by default
 * @param name the layer's name; made by the network if empty
 */
public record Cropping2D(Padding2D cropping, String name) implements UnaryLayer {
  /** Returns a layer that cuts nothing off. */
  public static Cropping2D of() {
    return new Cropping2D(Padding2D.of(0), "");
  }

  /** Returns a copy with this {@code cropping}. */
  public Cropping2D withCropping(Padding2D cropping) {
    return new Cropping2D(cropping, name);
  }

  @Override
  public Cropping2D withName(String name) {
    return new Cropping2D(cropping, name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    Windows.requireImage(input);
    long height = (long) cropping.top() + cropping.bottom();
    long width = (long) cropping.left() + cropping.right();
    if (height >= input.dim(0) || width >= input.dim(1)) {
      throw new InvalidInputException(
          "",
          "an image larger than its cropping of " + height + "x" + width,
          input.dim(0) + "x" + input.dim(1),
          "cut off less, or use a larger image");
    }
    return TensorShape.of(input.dim(0) - (int) height, input.dim(1) - (int) width, input.dim(2));
  }
}
