package org.ganforge.layer;

/**
 * Lays all numbers of an example in one row, last axis fastest. See <a
 * href="https://keras.io/api/layers/reshaping_layers/flatten/">Keras</a>.
 *
 * @param name the layer's name; made by the network if empty
 */
public record Flatten(String name) implements UnaryLayer {
  /** Returns the layer. */
  public static Flatten of() {
    return new Flatten("");
  }

  @Override
  public Flatten withName(String name) {
    return new Flatten(name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    return TensorShape.of(input.size());
  }
}
