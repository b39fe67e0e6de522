package org.ganforge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/** Turns Keras' JSON into networks. */
final class KerasReader {
  private static final String CLASS = "class_name";
  private static final String CONFIG = "config";
  private static final String SEQUENTIAL = "Sequential";

  /** The layers by Keras' class names, with the fields that each has. */
  private static final Map<String, List<String>> LAYERS = new TreeMap<>();

  static {
    Stream.of(Layer.class.getPermittedSubclasses())
        .filter(type -> type != Network.class)
        .forEach(
            type ->
                LAYERS.put(
                    type.getSimpleName(),
                    Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(Words::snakeCase)
                        .toList()));
  }

  Sequential model(JsonValue json) {
    json.object("a model as Keras writes it, an object", "give what model.to_json() returns");
    JsonValue className = json.field(CLASS);
    if (!SEQUENTIAL.equals(className.node().textValue())) {
      throw className.mistake("\"Sequential\"", "rebuild the model as a keras.Sequential");
    }
    return sequential(json.field(CONFIG), null);
  }

  /**
   * Returns a network.
   *
   * @param given the shape of what comes in, where the network is one of another's layers
   */
  private Sequential sequential(JsonValue config, @Nullable TensorShape given) {
    // Before 2.2.3, Keras wrote the layers without a name for the whole.
    JsonValue layers = config.node().isArray() ? config : config.field("layers");
    if (!layers.node().isArray() || layers.node().isEmpty()) {
      throw layers.mistake("an array of layers", "build the model before it is written");
    }
    TensorShape input = inputShape(config, layers, given);
    List<Layer> all = new ArrayList<>();
    TensorShape shape = input;
    for (int i = 0; i < layers.node().size(); i++) {
      JsonValue json = layers.item(i);
      if (className(json).equals("InputLayer")) {
        requirePlain(json, i, layers.item(1));
        continue;
      }
      Layer layer = layer(json, shape);
      all.add(layer);
      shape = outputShape(json, layer, shape);
    }
    String name = config.field("name").node().asText(SEQUENTIAL.toLowerCase(Locale.ROOT));
    boolean trainable = config.field("trainable").node().asBoolean(true);
    try {
      return new Sequential(name.isEmpty() ? "sequential" : name, input, all, trainable);
    } catch (InvalidInputException e) {
      throw e.at(config.path());
    }
  }

  private static TensorShape outputShape(JsonValue json, Layer layer, TensorShape input) {
    try {
      return layer.outputShape(input);
    } catch (InvalidInputException e) {
      throw e.at(json.path() + " (" + layer.type() + " " + layer.name() + ")");
    }
  }

  /** A model's input is float32, dense, of any batch size; and it comes first. */
  private static void requirePlain(JsonValue json, int index, JsonValue next) {
    if (index > 0) {
      throw json.mistake("the input before all layers", "build the model with one input");
    }
    boolean isWhole = next.field(CLASS).node().asText().equals("Embedding");
    JsonValue config = json.field(CONFIG);
    for (Map.Entry<String, JsonNode> option : config.node().properties()) {
      String name = option.getKey();
      // An Embedding takes whole numbers, and here they come as floats.
      boolean isIndex =
          isWhole && name.equals("dtype") && option.getValue().asText().startsWith("int");
      if (!name.equals("name") && !isIndex && !KerasOptions.isHarmless(name, option.getValue())) {
        throw config
            .field(name)
            .mistake("an option that GanForge has", "build the input without it");
      }
    }
  }

  private static String className(JsonValue layer) {
    layer.object("a layer, an object", "give what Keras has written");
    JsonValue name = layer.field(CLASS);
    if (!name.node().isTextual()) {
      throw name.mistake("the name of a layer's class", "give what Keras has written");
    }
    return name.node().textValue();
  }

  private static TensorShape inputShape(
      JsonValue config, JsonValue layers, @Nullable TensorShape given) {
    JsonValue first = layers.item(0).field(CONFIG);
    for (JsonValue place :
        List.of(
            first.field("batch_shape"),
            first.field("batch_input_shape"),
            config.field("build_input_shape"))) {
      if (place.node().isArray() && !place.node().isEmpty()) {
        return shape(place);
      }
    }
    if (given != null) {
      return given;
    }
    throw first
        .field("batch_shape")
        .mistake("the shape of the input, as [null, 100]", "begin the model with a keras.Input");
  }

  private static TensorShape shape(JsonValue json) {
    int[] dims = new int[json.node().size() - 1];
    for (int i = 0; i < dims.length; i++) {
      JsonValue dim = json.item(i + 1);
      if (dim.node().isNull()) {
        throw dim.mistake("a whole number of at least 1", "give the input all its sizes");
      }
      dims[i] = (int) Scalars.INT.read(dim);
    }
    return TensorShape.of(dims);
  }

  private Layer layer(JsonValue json, TensorShape input) {
    String type = className(json);
    JsonValue config = json.field(CONFIG);
    if (type.equals(SEQUENTIAL)) {
      return sequential(config, input);
    }
    List<String> fields = LAYERS.get(type);
    if (fields == null) {
      throw json.field(CLASS)
          .mistake("a layer that GanForge has", "it has " + Words.list(LAYERS.keySet()));
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode().put(UnionForm.TYPE, type);
    ObjectNode given = config.object("the layer's options", "give what Keras has written");
    for (Map.Entry<String, JsonNode> option : given.properties()) {
      String name = nameOf(type, option.getKey());
      JsonNode value = option.getValue();
      if (name.endsWith("_initializer") && fields.contains(name)) {
        own.set(name, KerasInitializers.read(config.field(option.getKey())));
      } else if (name.equals("axis")) {
        requireLastAxis(config.field("axis"), input);
      } else if (fields.contains(name)) {
        // An empty list, as PReLU has it, is written as null.
        if (!(name.equals("shared_axes") && value.isNull())) {
          own.set(name, value);
        }
      } else if (!name.equals("trainable") && !KerasOptions.isHarmless(name, value)) {
        throw config
            .field(option.getKey())
            .mistake("an option that GanForge has", "build the " + type + " without it");
      }
    }
    return (Layer) Forms.of(Layer.class).read(new JsonValue(config.path(), own));
  }

  /** Keras 2 called the slope of LeakyReLU alpha. */
  private static String nameOf(String type, String option) {
    return type.equals("LeakyReLU") && option.equals("alpha") ? "negative_slope" : option;
  }

  /** Keras counts axes with the batch, from either end, and writes one or a list of one. */
  private static void requireLastAxis(JsonValue json, TensorShape input) {
    JsonNode axis =
        json.node().isArray() && json.node().size() == 1 ? json.node().get(0) : json.node();
    if (!axis.isNumber() || (axis.asInt() != -1 && axis.asInt() != input.rank())) {
      throw json.mistake("-1, the last axis", "move the channels last");
    }
  }
}
