package org.ganforge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Application;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Node;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;

/**
 * Collects the nodes of a model from its outputs: each output's branches one after the other, a
 * layer's inputs before the layer.
 */
final class SymbolWalk {
  private final String model;
  private final List<Input> inputs;
  private final List<Node> nodes = new ArrayList<>();
  private final LayerNames layerNames = new LayerNames();
  private final IdentityHashMap<Symbol, String> names = new IdentityHashMap<>();
  private final Set<Layer> placed = Collections.newSetFromMap(new IdentityHashMap<>());

  private SymbolWalk(String model, List<Input> inputs) {
    this.model = model;
    this.inputs = inputs;
    inputs.forEach(input -> layerNames.take(model + ".inputs", input.name()));
  }

  static SymbolWalk of(String model, List<Input> inputs, List<Symbol> outputs) {
    SymbolWalk walk = new SymbolWalk(model, inputs);
    outputs.forEach(walk::add);
    return walk;
  }

  /** Walks back from an output with an explicit stack: deep models would overflow Java's. */
  private void add(Symbol output) {
    Deque<Symbol> open = new ArrayDeque<>();
    open.push(output);
    while (!open.isEmpty()) {
      Symbol symbol = open.peek();
      if (names.containsKey(symbol)) {
        open.pop();
      } else if (symbol instanceof Application application) {
        List<Symbol> waiting =
            application.from().stream().filter(from -> !names.containsKey(from)).toList();
        waiting.stream().findFirst().ifPresentOrElse(open::push, () -> place(application));
      } else if (symbol instanceof Input input) {
        names.put(input, known(input));
      }
    }
  }

  private String known(Input input) {
    if (!inputs.contains(input)) {
      throw new InvalidInputException(
          model + ".inputs",
          "every input that the outputs depend on",
          "no \"" + input.name() + "\" of shape " + input.shape(),
          "add it");
    }
    return input.name();
  }

  private void place(Application application) {
    Layer layer = application.layer();
    List<TensorShape> shapes = application.from().stream().map(Symbol::shape).toList();
    if (!placed.add(layer) && !layer.weights(shapes).isEmpty()) {
      throw new InvalidInputException(
          model + " (" + layer.type() + ")",
          "a layer used once",
          "the same layer used twice",
          "make a second layer: weights cannot " + "be shared");
    }
    Layer named = layer.name().isEmpty() ? layer.withName(layerNames.make(layer.type())) : layer;
    layerNames.take(model + ".layers[" + nodes.size() + "]", named.name());
    names.put(application, named.name());
    nodes.add(new Node(named, names(application.from())));
  }

  /** Returns the layers with their connections, each with its name. */
  List<Node> nodes() {
    return nodes;
  }

  /** Returns the names of values. */
  List<String> names(List<Symbol> symbols) {
    return symbols.stream().map(names::get).toList();
  }
}
