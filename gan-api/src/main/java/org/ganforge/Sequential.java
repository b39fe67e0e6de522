package org.ganforge;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;

/**
 * A network that is a chain of layers. It is checked on construction, layer by layer, and layers
 * without a name get Keras' automatic one: {@code conv2d}, {@code conv2d_1}. Networks nest: one can
 * be a layer of another. For branches and several inputs, see {@link Model}.
 *
 * <pre>{@code
 * Sequential generator =
 *     Sequential.builder("generator")
 *         .input(100)
 *         .add(Dense.of(7 * 7 * 128))
 *         .add(Reshape.of(7, 7, 128))
 *         .add(UpSampling2D.of())
 *         .build();
 * }</pre>
 *
 * @param name the network's name
 * @param inputShape the shape of one input, without the batch dimension
 * @param layers the layers in order; each has a name after construction
 * @param trainable whether the weights are trained; false freezes every layer
 */
public record Sequential(String name, TensorShape inputShape, List<Layer> layers, boolean trainable)
    implements Network {
  /** Far above any real network; a malicious one must not take minutes. */
  static final int MOST_LAYERS = 10_000;

  /** Names the layers and checks that each accepts the output of the one before it. */
  public Sequential {
    Checks.name("network name", name);
    Checks.notEmpty(name + ".layers", layers, "add a layer");
    if (layers.size() > MOST_LAYERS) {
      throw new InvalidInputException(
          name + ".layers", "at most " + MOST_LAYERS, layers.size() + "", "use fewer layers");
    }
    if (inputShape.rank() == 0) {
      throw new InvalidInputException(
          name + " input", "at least one dimension", "none", "use .input(size, ...)");
    }
    LayerNames names = new LayerNames();
    List<Layer> named = new ArrayList<>();
    TensorShape shape = inputShape;
    for (Layer layer : layers) {
      String place = name + ".layers[" + named.size() + "]";
      Layer next = layer.name().isEmpty() ? layer.withName(names.make(layer.type())) : layer;
      names.take(place, next.name());
      shape = outputShape(place, next, shape);
      named.add(next);
    }
    layers = List.copyOf(named);
  }

  private static TensorShape outputShape(String place, Layer layer, TensorShape input) {
    try {
      TensorShape output = layer.outputShape(input);
      layer.weights(input);
      return output;
    } catch (InvalidInputException e) {
      throw e.at(place + " (" + layer.type() + " " + layer.name() + ")");
    }
  }

  /** Returns a trainable network of these layers. */
  public static Sequential of(String name, TensorShape inputShape, List<Layer> layers) {
    return new Sequential(name, inputShape, layers, true);
  }

  /** Returns a builder for a network with this name. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  @Override
  public Sequential withName(String name) {
    return new Sequential(name, inputShape, layers, trainable);
  }

  @Override
  public Sequential withTrainable(boolean trainable) {
    return new Sequential(name, inputShape, layers, trainable);
  }

  /** Returns the layers without automatic names: a network made from them equals this one. */
  public List<Layer> unnamedLayers() {
    LayerNames names = new LayerNames();
    List<Layer> unnamed = new ArrayList<>();
    for (Layer layer : layers) {
      boolean isMade = !(layer instanceof Network) && names.makes(layer.type(), layer.name());
      names.take(layer.name(), layer.name());
      unnamed.add(isMade ? layer.withName("") : layer);
    }
    return List.copyOf(unnamed);
  }

  /** Returns the only input; its name differs from all layers'. */
  @Override
  public List<Input> inputs() {
    StringBuilder own = new StringBuilder(name + "_input");
    while (layers.stream().anyMatch(layer -> layer.name().contentEquals(own))) {
      own.append('_');
    }
    return List.of(new Input.Features(inputShape, own.toString()));
  }

  @Override
  public List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    String before = inputs().get(0).name();
    for (Layer layer : layers) {
      nodes.add(Node.of(layer, before));
      before = layer.name();
    }
    return List.copyOf(nodes);
  }

  @Override
  public List<String> outputs() {
    return List.of(layers.get(layers.size() - 1).name());
  }

  @Override
  public String summary() {
    return Summary.of(this).toString();
  }

  /** Collects layers; each is checked as it is added. */
  public static final class Builder {
    private final String name;
    private final List<Layer> layers = new ArrayList<>();
    private TensorShape input = TensorShape.of();

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Sets the shape of one input, without the batch dimension; must be called before the first
     * layer is added.
     */
    public Builder input(int... dims) {
      return input(TensorShape.of(dims));
    }

    /**
     * Sets the shape of one input, without the batch dimension; must be called before the first
     * layer is added.
     */
    public Builder input(TensorShape shape) {
      if (!layers.isEmpty()) {
        throw new InvalidInputException(
            name + " input",
            "it before the first layer",
            "it after " + layers.size(),
            "call .input(...) first");
      }
      this.input = shape;
      return this;
    }

    /**
     * Adds a layer.
     *
     * @throws InvalidInputException if it cannot take the output of the layer before it
     */
    public Builder add(Layer layer) {
      List<Layer> longer = new ArrayList<>(layers);
      longer.add(layer);
      of(name, input, longer);
      layers.add(layer);
      return this;
    }

    /** Returns the network. */
    public Sequential build() {
      return of(name, input, layers);
    }
  }
}
