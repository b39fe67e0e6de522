package org.ganforge.layer;

/**
 * One weight of a layer.
 *
 * @param name Keras' name: {@code kernel}, {@code bias}, {@code gamma}, ...; inside a network
 *     {@code layer/kernel}
 * @param shape its shape
 * @param initializer its first values
 * @param trainable whether an optimizer changes it; false for moving statistics and in a frozen
 *     layer
 */
public record WeightSpec(
    String name, TensorShape shape, Initializer initializer, boolean trainable) {

  /** Returns this weight as the enclosing network names it; trainable only if both are. */
  WeightSpec inside(String layer, boolean networkTrainable) {
    return new WeightSpec(layer + "/" + name, shape, initializer, trainable && networkTrainable);
  }
}
