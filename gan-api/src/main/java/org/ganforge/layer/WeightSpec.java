package org.ganforge.layer;

import org.ganforge.error.InvalidInputException;

/**
 * One weight of a layer.
 *
 * @param name Keras' name: {@code kernel}, {@code bias}, {@code gamma}, ...; inside a network
 *     {@code layer/kernel}
 * @param shape its shape
 * @param initializer its initial values
 * @param trainable whether an optimizer changes it; false for moving statistics and in a frozen
 *     layer
 */
public record WeightSpec(
    String name, TensorShape shape, Initializer initializer, boolean trainable) {

  /** Checks that the initializer can fill the shape. */
  public WeightSpec {
    if (initializer instanceof Initializer.Identity && shape.rank() != 2) {
      throw new InvalidInputException(
          "",
          "a weight of two dimensions for an initializer Identity",
          name + " " + shape,
          "use another initializer");
    }
  }

  /**
   * Returns this weight with the name it has in the enclosing network; trainable only if both are.
   */
  WeightSpec inside(String layer, boolean networkTrainable) {
    return new WeightSpec(layer + "/" + name, shape, initializer, trainable && networkTrainable);
  }
}
