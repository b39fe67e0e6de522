package org.ganforge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/** Turns networks into Keras' JSON: every argument of every layer, under Keras' own name. */
final class KerasWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Layers whose meaning depends on where the channels are, which a user of Keras may set. */
  private static final Set<String> WITH_DATA_FORMAT =
      Set.of(
          "AveragePooling2D",
          "Conv2D",
          "Conv2DTranspose",
          "Cropping2D",
          "Flatten",
          "GlobalAveragePooling2D",
          "GlobalMaxPooling2D",
          "MaxPooling2D",
          "UpSampling2D",
          "ZeroPadding2D");

  /** Keras 2 has these as functions only; this is what it writes for them. */
  private static final Map<String, List<Object>> SCALING =
      Map.of(
          "GlorotUniform", List.of(1.0, "fan_avg", "uniform"),
          "GlorotNormal", List.of(1.0, "fan_avg", "truncated_normal"),
          "HeUniform", List.of(2.0, "fan_in", "uniform"),
          "HeNormal", List.of(2.0, "fan_in", "truncated_normal"));

  /** Arguments that Keras 2.2.4 refuses, later ones know; at these values they say nothing. */
  private static final Map<String, JsonNode> LATER =
      Map.of("groups", NODES.numberNode(1), "keepdims", NODES.booleanNode(false));

  private final boolean modern;

  KerasWriter(KerasVersion version) {
    this.modern = version == KerasVersion.KERAS_3;
  }

  ObjectNode model(Sequential network) {
    ObjectNode model = sequential(network, true);
    return modern ? model : model.put("keras_version", "2.2.4").put("backend", "tensorflow");
  }

  /**
   * Keras passes over a network's own flag when it makes one of this, so its layers carry it.
   *
   * @param trainable whether all networks around this one are
   */
  private ObjectNode sequential(Sequential network, boolean trainable) {
    boolean isTrained = trainable && network.trainable();
    ObjectNode config = NODES.objectNode().put("name", network.name());
    if (modern) {
      config.put("trainable", network.trainable()).put("dtype", "float32");
    }
    ArrayNode layers = config.putArray("layers");
    layers.add(inputLayer(network));
    TensorShape shape = network.inputShape();
    for (Layer layer : network.layers()) {
      layers.add(layer(layer, shape, isTrained));
      shape = layer.outputShape(shape);
    }
    ObjectNode model = object("keras", "Sequential", config);
    if (modern) {
      config.set("build_input_shape", batch(network.inputShape()));
      model.putObject("build_config").set("input_shape", batch(network.inputShape()));
    }
    return model;
  }

  private ObjectNode inputLayer(Sequential network) {
    ObjectNode config = NODES.objectNode();
    config.set(modern ? "batch_shape" : "batch_input_shape", batch(network.inputShape()));
    config.put("dtype", "float32").put("sparse", false).put("name", network.name() + "_input");
    return object("keras.layers", "InputLayer", config);
  }

  private ObjectNode layer(Layer layer, TensorShape input, boolean trainable) {
    if (layer instanceof Sequential inner) {
      return sequential(inner, trainable);
    }
    ObjectNode config =
        NODES
            .objectNode()
            .put("name", layer.name())
            .put("trainable", trainable && layer.trainable());
    config.put("dtype", "float32");
    for (RecordComponent component : layer.getClass().getRecordComponents()) {
      Field field = Field.of(component);
      if (!config.has(field.name())) {
        JsonNode value = value(field, field.get(layer));
        if (modern || !value.equals(LATER.get(field.name()))) {
          config.set(keyOf(layer, field.name()), value);
        }
      }
    }
    if (WITH_DATA_FORMAT.contains(layer.type())) {
      config.put("data_format", "channels_last");
    }
    ObjectNode object = object("keras.layers", layer.type(), config);
    if (modern) {
      object.putObject("build_config").set("input_shape", batch(input));
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

  private static ArrayNode batch(TensorShape one) {
    ArrayNode shape = NODES.arrayNode().addNull();
    one.dims().forEach(shape::add);
    return shape;
  }
}
