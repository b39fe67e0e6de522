package org.ganforge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ganforge.LeftOut;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.KerasNames;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/** Turns Keras' JSON into networks. */
final class KerasReader {
  private static final String CONFIG = "config";
  private static final String SEQUENTIAL = "Sequential";

  /** TensorFlow 1 exported the class under this name. */
  private static final Map<String, String> SYNONYMS =
      Map.of("BatchNormalizationV1", "BatchNormalization");

  /** The layers by Keras' class names, with the fields that each has. */
  private static final Map<String, List<String>> LAYERS = new TreeMap<>();

  static {
    Layer.kinds()
        .forEach(
            type ->
                LAYERS.put(
                    type.getSimpleName(),
                    Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(Words::snakeCase)
                        .toList()));
  }

  private final List<LeftOut> leftOut = new ArrayList<>();
  private final Map<String, String> classes = new HashMap<>();

  KerasNetwork model(JsonValue json) {
    json.object("a model as Keras writes it, an object", "give what model.to_json() returns");
    KerasObject object = new KerasObject(json);
    if (!object.className().node().isTextual() || !isNetwork(object.requireKeras().type())) {
      throw object
          .className()
          .mistake("\"Sequential\" or \"Functional\"", "rebuild the model as a keras.Sequential");
    }
    Sequential network = network(object, "", null);
    return new KerasNetwork(network, leftOut, classes);
  }

  private static boolean isNetwork(String type) {
    return type.equals(SEQUENTIAL) || KerasChain.CLASSES.contains(type);
  }

  /**
   * Returns a network.
   *
   * @param path what stands before its layers' names in their paths: empty, or {@code block/}
   * @param given the shape of what comes in, where the network is one of another's layers
   */
  private Sequential network(KerasObject object, String path, @Nullable TensorShape given) {
    JsonValue config = object.config();
    // Before 2.2.3, Keras wrote the layers without a name for the whole.
    JsonValue layers = config.node().isArray() ? config : config.field("layers");
    if (!layers.node().isArray() || layers.node().isEmpty()) {
      throw layers.mistake("an array of layers", "build the model before it is written");
    }
    if (!object.type().equals(SEQUENTIAL)) {
      KerasChain.check(config, layers);
    }
    TensorShape input = inputShape(config, layers, given);
    List<Layer> all = new ArrayList<>();
    LayerNamesTaken names = new LayerNamesTaken(layers);
    TensorShape shape = input;
    for (int i = 0; i < layers.node().size(); i++) {
      JsonValue json = layers.item(i);
      KerasObject layer = KerasObject.of(json, "a layer").requireKeras();
      if (layer.type().equals("InputLayer")) {
        requirePlain(layer, path, i, layers.item(1));
        continue;
      }
      for (Layer next : layers(layer, path, shape, names)) {
        all.add(next);
        shape = outputShape(json, next, shape);
      }
    }
    String name = config.field("name").node().asText("");
    boolean trainable = config.field("trainable").node().asBoolean(true);
    try {
      String own = name.isEmpty() ? "sequential" : name;
      Checks.name(config.field("name").path(), own);
      return new Sequential(own, input, all, trainable);
    } catch (InvalidInputException e) {
      throw e.where().startsWith("$") ? e : e.at(config.path());
    }
  }

  private static TensorShape outputShape(JsonValue json, Layer layer, TensorShape input) {
    try {
      return layer.outputShape(input);
    } catch (InvalidInputException e) {
      throw e.at(json.path() + " (" + layer.type() + " " + layer.name() + ")");
    }
  }

  /** A model's input is a float, dense, of any batch size; and it comes first. */
  private void requirePlain(KerasObject input, String path, int index, JsonValue next) {
    if (index > 0) {
      throw input.json().mistake("the input before all layers", "build the model with one input");
    }
    boolean isWhole = next.field("class_name").node().asText().equals("Embedding");
    JsonValue config = input.config();
    for (Map.Entry<String, JsonNode> option : config.node().properties()) {
      String name = option.getKey();
      // An Embedding takes whole numbers, and here they come as floats.
      boolean isIndex =
          isWhole && name.equals("dtype") && option.getValue().asText().startsWith("int");
      if (!name.equals("name") && !name.equals("trainable") && !isIndex) {
        leaveOut(config.field(name), path + "input", name, "build the input without it");
      }
    }
  }

  /** Passes over an option, with a note if it says something, and refuses what changes outputs. */
  private void leaveOut(JsonValue value, String layer, String option, String wayOut) {
    if (KerasOptions.isHarmless(option, value.node())) {
      return;
    }
    LeftOut note = KerasOptions.leftOut(layer, option, value);
    if (note == null) {
      throw option.equals("dtype")
          ? KerasObject.mistake(
              value,
              "float32, float64, float16 or a mixed precision",
              "build the model in float32, give it these weights and save it")
          : KerasObject.mistake(value, "an option that GanForge has", wayOut);
    }
    leftOut.add(note);
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

  /** Returns a layer, and behind it the one that Keras has as its activation. */
  private List<Layer> layers(
      KerasObject object, String path, TensorShape input, LayerNamesTaken names) {
    JsonValue activation = object.config().field("activation");
    JsonValue second = KerasActivations.layer(activation);
    if (second == null) {
      return List.of(layer(object, path, input));
    }
    KerasObject following = new KerasObject(second).requireKeras();
    String own = nameOf(object);
    if (object.type().equals("Activation")) {
      Layer only = layer(following, path, input).withName(own);
      classes.put(path + own, object.type());
      return List.of(only);
    }
    Layer first = layer(object, path, input);
    String made =
        names.next(own.isEmpty() ? KerasNames.snakeCase(first.type()) : own, following.type());
    classes.put(path + made, "");
    Layer behind = layer(following, path, outputShape(object.json(), first, input));
    return List.of(first, behind.withName(made));
  }

  private static String nameOf(KerasObject layer) {
    return layer.config().field("name").node().asText("");
  }

  private Layer layer(KerasObject object, String path, TensorShape input) {
    String type = SYNONYMS.getOrDefault(object.type(), object.type());
    JsonValue config = object.config();
    String layerPath = path + nameOf(object);
    if (!type.equals(object.type()) || KerasChain.CLASSES.contains(type)) {
      classes.put(layerPath, object.type());
    }
    if (isNetwork(type)) {
      return network(object, layerPath + "/", input);
    }
    List<String> fields = LAYERS.get(type);
    if (fields == null) {
      throw object
          .className()
          .mistake("a layer that GanForge has", "it has " + Words.list(LAYERS.keySet()));
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode().put(UnionForm.TYPE, type);
    ObjectNode given = config.object("the layer's options", "give what Keras has written");
    Map<String, String> keys = new HashMap<>();
    for (Map.Entry<String, JsonNode> option : given.properties()) {
      String name = nameOf(type, option.getKey());
      keys.put(name, option.getKey());
      JsonValue value = config.field(option.getKey());
      JsonNode read =
          fields.contains(name) && !name.equals("axis") ? option(value, name, layerPath) : null;
      if (read != null) {
        own.set(name, read);
      } else if (name.equals("axis")) {
        requireLastAxis(value, input);
      } else if (!fields.contains(name) && !name.equals("trainable")) {
        String wayOut = "build the " + type + " without it (it has " + Words.list(fields) + ")";
        leaveOut(value, layerPath, option.getKey(), wayOut);
      }
    }
    return made(new JsonValue(config.path(), own), keys);
  }

  /** Returns the value of an option in this library's own JSON; null for the default. */
  private @Nullable JsonNode option(JsonValue value, String name, String layer) {
    if (name.endsWith("_initializer")) {
      JsonNode own = KerasInitializers.read(value);
      if (own == null) {
        leftOut.add(new LeftOut(layer, name, KerasObject.describe(value), true));
      }
      return own;
    }
    if (name.equals("activation")) {
      return KerasActivations.function(value);
    }
    if (name.equals("name")) {
      String text = value.node().asText("");
      return text.isEmpty() ? null : TextNode.valueOf(Checks.name(value.path(), text));
    }
    // An empty list, as PReLU has it, is written as null.
    return name.equals("shared_axes") && value.node().isNull() ? null : value.node();
  }

  /** Returns the layer; an error names the key that the file has. */
  private static Layer made(JsonValue own, Map<String, String> keys) {
    try {
      return (Layer) Forms.of(Layer.class).read(own);
    } catch (InvalidInputException e) {
      for (Map.Entry<String, String> key : keys.entrySet()) {
        String ours = own.field(key.getKey()).path();
        if (e.where().startsWith(ours) && !key.getKey().equals(key.getValue())) {
          throw e.at(own.field(key.getValue()).path() + e.where().substring(ours.length()));
        }
      }
      throw e;
    }
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

  /** The names in one network, each layer's own in its place. */
  private static final class LayerNamesTaken {
    private final Set<String> taken = new HashSet<>();

    LayerNamesTaken(JsonValue layers) {
      for (int i = 0; i < layers.node().size(); i++) {
        JsonValue name = layers.item(i).field(CONFIG).field("name");
        String text = name.node().asText("");
        if (!text.isEmpty() && !taken.add(text)) {
          throw name.mistake("a name of its own", "rename one of the two");
        }
      }
    }

    /** Returns a free name made of a layer's name and another's type. */
    String next(String layer, String type) {
      String stem = layer + "_" + KerasNames.snakeCase(type);
      String name = stem;
      for (int i = 1; !taken.add(name); i++) {
        name = stem + "_" + i;
      }
      return name;
    }
  }
}
