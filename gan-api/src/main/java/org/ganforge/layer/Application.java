package org.ganforge.layer;

import java.util.List;
import org.ganforge.error.InvalidInputException;

/** A layer applied to inputs. Each application is a distinct value, equal only to itself. */
public final class Application implements Symbol {
  private final Layer layer;
  private final List<Symbol> from;
  private final TensorShape shape;

  private Application(Layer layer, List<Symbol> from, TensorShape shape) {
    this.layer = layer;
    this.from = from;
    this.shape = shape;
  }

  static Application of(Layer layer, List<Symbol> from) {
    try {
      List<TensorShape> inputs = from.stream().map(Symbol::shape).toList();
      TensorShape output = layer.outputShape(inputs); // refuses shapes that have no weights
      layer.weights(inputs);
      return new Application(layer, List.copyOf(from), output);
    } catch (InvalidInputException e) {
      throw e.at(layer.name().isEmpty() ? layer.type() : layer.type() + " " + layer.name());
    }
  }

  /** Returns the layer. */
  public Layer layer() {
    return layer;
  }

  /** Returns the layer's inputs, in order. */
  public List<Symbol> from() {
    return from;
  }

  @Override
  public TensorShape shape() {
    return shape;
  }

  /** Returns {@code Dense [128]}: the layer's class and its output shape. */
  @Override
  public String toString() {
    return layer.type() + " " + shape;
  }
}
