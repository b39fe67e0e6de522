package org.ganforge.json.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.KerasNames;
import org.ganforge.json.form.Field;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/** Converts networks to Keras' JSON: every argument of every layer, under Keras' name. */
final class KerasWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Layers that Keras does not have. */
  static final Set<String> NOT_IN_KERAS = Set.of("MinibatchStdDev");

  /**
   * Layers whose meaning depends on the position of the channels, which Keras users can configure.
   */
  private static final Set<String> WITH_DATA_FORMAT =
      Set.of(
          "AveragePooling2D",
          "Conv2D",
          "Conv2DTranspose",
          "Cropping2D",
          "DepthwiseConv2D",
          "Flatten",
          "GlobalAveragePooling2D",
          "GlobalMaxPooling2D",
          "MaxPooling2D",
          "SeparableConv2D",
          "UpSampling2D",
          "ZeroPadding2D");

  /**
   * In Keras 2 these are only functions, which it writes as VarianceScaling with these arguments.
   */
  private static final Map<String, List<Object>> SCALING =
      Map.of(
          "GlorotUniform", List.of(1.0, "fan_avg", "uniform"),
          "GlorotNormal", List.of(1.0, "fan_avg", "truncated_normal"),
          "HeUniform", List.of(2.0, "fan_in", "uniform"),
          "HeNormal", List.of(2.0, "fan_in", "truncated_normal"));

  /**
   * Arguments that Keras 2.2.4 rejects and later versions accept; at these values they have no
   * effect.
   */
  private static final Map<String, JsonNode> LATER =
      Map.of(
          "BatchNormalization.synchronized", NODES.booleanNode(false),
          "Conv2D.groups", NODES.numberNode(1),
          "GlobalAveragePooling2D.keepdims", NODES.booleanNode(false),
          "GlobalMaxPooling2D.keepdims", NODES.booleanNode(false));

  private final boolean modern;

  KerasWriter(KerasVersion version) {
    this.modern = version == KerasVersion.KERAS_3;
  }

  ObjectNode model(Network network) {
    ObjectNode model = network(network, true);
    return modern ? model : model.put("keras_version", "2.2.4").put("backend", "tensorflow");
  }

  /**
   * Keras ignores a network's own flag when reading, so its layers carry it.
   *
   * @param trainable whether all enclosing networks are trainable
   */
  private ObjectNode network(Network network, boolean trainable) {
    boolean isTrained = trainable && network.trainable();
    ObjectNode config = NODES.objectNode().put("name", network.name());
    if (network instanceof Sequential chain) {
      return sequential(chain, config, isTrained);
    }
    return functional(network, config, isTrained);
  }

  private ObjectNode sequential(Sequential network, ObjectNode config, boolean isTrained) {
    if (modern) {
      config.put("trainable", network.trainable()).put("dtype", "float32");
    }
    ArrayNode layers = config.putArray("layers");
    Input input = network.inputs().get(0);
    layers.add(inputLayer(input.withName(network.name() + "_input")));
    TensorShape shape = network.inputShape();
    for (Layer layer : network.layers()) {
      layers.add(layer(layer, List.of(shape), isTrained));
      shape = layer.outputShape(shape);
    }
    ObjectNode model = object("keras", "Sequential", config);
    if (modern) {
      config.set("build_input_shape", batch(network.inputShape()));
      model.putObject("build_config").set("input_shape", batch(network.inputShape()));
    }
    return model;
  }

  private ObjectNode functional(Network network, ObjectNode config, boolean isTrained) {
    KerasHistory history = new KerasHistory(network, modern);
    if (modern) {
      config.put("trainable", network.trainable());
    }
    Map<String, ObjectNode> all = new HashMap<>();
    for (Input input : network.inputs()) {
      ObjectNode layer = inputLayer(input).put("name", input.name());
      layer.putArray("inbound_nodes");
      all.put(input.name(), layer);
    }
    for (Node node : network.nodes()) {
      ObjectNode layer = layer(node.layer(), history.shapes(node), isTrained);
      layer.put("name", node.name()).set("inbound_nodes", history.inbound(node));
      all.put(node.name(), layer);
    }
    ArrayNode layers = config.putArray("layers");
    network.kerasOrder().forEach(name -> layers.add(all.get(name)));
    config.set("input_layers", history.ends(network.inputs().stream().map(Input::name).toList()));
    config.set("output_layers", history.ends(network.outputs()));
    // Keras up to 2.3 only knows this name of the class, and later versions accept it too.
    ObjectNode model =
        object("keras.src.models.functional", modern ? "Functional" : "Model", config);
    // Keras has no public name for this class and looks it up by this one.
    return modern ? model.put("registered_name", "Functional") : model;
  }

  private ObjectNode inputLayer(Input input) {
    ObjectNode config = NODES.objectNode();
    config.set(modern ? "batch_shape" : "batch_input_shape", batch(input.shape()));
    config.put("dtype", KerasHistory.dtype(input)).put("sparse", false).put("name", input.name());
    return object("keras.layers", "InputLayer", config);
  }

  private ObjectNode layer(Layer layer, List<TensorShape> inputs, boolean trainable) {
    if (layer instanceof Network inner) {
      return network(inner, trainable);
    }
    if (NOT_IN_KERAS.contains(layer.type())) {
      throw new InvalidInputException(
          layer.name(),
          "a layer that Keras has",
          layer.type(),
          "export as savedmodel, which any TensorFlow reads");
    }
    ObjectNode config =
        NODES
            .objectNode()
            .put("name", layer.name())
            .put("trainable", trainable && layer.trainable());
    config.put("dtype", "float32");
    for (RecordComponent component : layer.getClass().getRecordComponents()) {
      Field field = Field.of(component);
      if (field.get(layer) instanceof Layer inner) {
        String name = inner.name().isEmpty() ? KerasNames.snakeCase(inner.type()) : inner.name();
        boolean isTrained = trainable && layer.trainable();
        config.set(field.name(), layer(inner.withName(name), inputs, isTrained));
      } else if (!config.has(field.name())) {
        JsonNode value = value(field, field.get(layer));
        if (modern || !value.equals(LATER.get(layer.type() + "." + field.name()))) {
          config.set(keyOf(layer, field.name()), value);
        }
      }
    }
    if (WITH_DATA_FORMAT.contains(layer.type())) {
      config.put("data_format", "channels_last");
    }
    ObjectNode object = object("keras.layers", layer.type(), config);
    if (modern) {
      object.putObject("build_config").set("input_shape", batches(inputs));
    }
    return object;
  }

  private String keyOf(Layer layer, String name) {
    return !modern && layer instanceof LeakyReLU && name.equals("negative_slope") ? "alpha" : name;
  }

  private JsonNode value(Field field, @Nullable Object value) {
    if (value instanceof Initializer initializer) {
      return initializer(initializer);
    }
    if (value instanceof Size2D size) {
      return NODES.arrayNode().add(size.rows()).add(size.columns());
    }
    if (value instanceof Padding2D padding) {
      ArrayNode sides = NODES.arrayNode();
      sides.addArray().add(padding.top()).add(padding.bottom());
      sides.addArray().add(padding.left()).add(padding.right());
      return sides;
    }
    return field.write(value);
  }

  private ObjectNode initializer(Initializer initializer) {
    String name = initializer.getClass().getSimpleName();
    List<Object> scaling = SCALING.get(name);
    if (!modern && scaling != null) {
      ObjectNode config = NODES.objectNode();
      config.put("scale", (double) scaling.get(0));
      config.put("mode", (String) scaling.get(1)).put("distribution", (String) scaling.get(2));
      return object("keras.initializers", "VarianceScaling", config.putNull("seed"));
    }
    ObjectNode config = NODES.objectNode();
    for (RecordComponent component : initializer.getClass().getRecordComponents()) {
      Field field = Field.of(component);
      config.set(field.name(), field.write(field.get(initializer)));
    }
    return object("keras.initializers", name, config);
  }

  private ObjectNode object(String module, String className, ObjectNode config) {
    ObjectNode object = NODES.objectNode();
    if (modern) {
      object.put("module", module);
    }
    object.put("class_name", className).set("config", config);
    return modern ? object.putNull("registered_name") : object;
  }

  /** Returns the shape of a single input, or a list of shapes for several. */
  private static ArrayNode batches(List<TensorShape> inputs) {
    if (inputs.size() == 1) {
      return batch(inputs.get(0));
    }
    ArrayNode shapes = NODES.arrayNode();
    inputs.forEach(input -> shapes.add(batch(input)));
    return shapes;
  }

  static ArrayNode batch(TensorShape one) {
    ArrayNode shape = NODES.arrayNode().addNull();
    one.dims().forEach(shape::add);
    return shape;
  }
}
