package org.ganforge.json.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ganforge.LeftOut;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.KerasNames;
import org.ganforge.json.form.Forms;
import org.ganforge.json.form.Scalars;
import org.ganforge.json.form.UnionForm;
import org.ganforge.json.text.JsonValue;
import org.ganforge.json.text.Words;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/** Converts Keras' JSON to networks. */
final class KerasReader {
  private static final String CONFIG = "config";
  private static final String SEQUENTIAL = "Sequential";

  /** TensorFlow 1 exported the class under this name. */
  private static final Map<String, String> SYNONYMS =
      Map.of("BatchNormalizationV1", "BatchNormalization");

  /** The layers by Keras' class names, with the fields that each has. */
  private static final Map<String, List<String>> LAYERS = new TreeMap<>();

  static {
    Layer.kinds().stream()
        .filter(type -> !KerasWriter.NOT_IN_KERAS.contains(type.getSimpleName()))
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
    Network network = network(object, "", List.of());
    return new KerasNetwork(network, leftOut, classes);
  }

  private static boolean isNetwork(String type) {
    return type.equals(SEQUENTIAL) || KerasGraph.CLASSES.contains(type);
  }

  /**
   * Returns a network.
   *
   * @param path the prefix of its layers' paths: empty, or {@code block/}
   * @param given the shapes of its inputs, if it is a layer of another network
   */
  private Network network(KerasObject object, String path, List<TensorShape> given) {
    JsonValue config = object.config();
    // Before 2.2.3, Keras wrote the layers without the network's name.
    JsonValue layers = config.node().isArray() ? config : config.field("layers");
    if (!layers.node().isArray() || layers.node().isEmpty()) {
      throw layers.mistake("an array of layers", "build the model before writing it");
    }
    KerasGraph graph = object.type().equals(SEQUENTIAL) ? null : KerasGraph.of(config, layers);
    String name = config.field("name").node().asText("");
    boolean trainable = config.field("trainable").node().asBoolean(true);
    String own = name.isEmpty() ? "sequential" : Checks.name(config.field("name").path(), name);
    try {
      return graph == null || graph.isChain()
          ? chain(own, config, layers, path, given, trainable)
          : model(own, layers, graph, path, trainable);
    } catch (InvalidInputException e) {
      throw e.where().startsWith("$") ? e : e.at(config.path());
    }
  }

  private Sequential chain(
      String name,
      JsonValue config,
      JsonValue layers,
      String path,
      List<TensorShape> given,
      boolean trainable) {
    TensorShape input = inputShape(config, layers, given);
    List<Layer> all = new ArrayList<>();
    KerasLayerNames names = new KerasLayerNames(layers);
    TensorShape shape = input;
    for (int i = 0; i < layers.node().size(); i++) {
      JsonValue json = layers.item(i);
      KerasObject layer = KerasObject.of(json, "a layer").requireKeras();
      if (layer.type().equals("InputLayer")) {
        if (i > 0) {
          throw json.mistake("the input before all other layers", "build the model with one input");
        }
        requirePlain(layer, path + "input", isEmbedding(layers.item(1)));
        continue;
      }
      for (Layer next : layers(layer, path, List.of(shape), names)) {
        all.add(next);
        shape = outputShape(json, next, List.of(shape));
      }
    }
    return new Sequential(name, input, all, trainable);
  }

  private static boolean isEmbedding(JsonValue layer) {
    return layer.field("class_name").node().asText().equals("Embedding");
  }

  /** Returns a model; a layer that is another's activation in Keras follows it. */
  private Model model(
      String name, JsonValue layers, KerasGraph graph, String path, boolean trainable) {
    KerasLayerNames names = new KerasLayerNames(layers);
    Map<String, TensorShape> shapes = new HashMap<>();
    Map<String, String> last = new HashMap<>();
    Map<String, Input> inputs = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (KerasGraph.Call call : graph.calls()) {
      KerasObject layer = KerasObject.of(call.layer(), "a layer").requireKeras();
      if (call.isInput()) {
        Input input = KerasInputs.of(call, graph);
        requirePlain(layer, path + call.name(), input instanceof Input.Label);
        inputs.put(call.name(), input);
        shapes.put(call.name(), input.shape());
        continue;
      }
      List<TensorShape> taken = new ArrayList<>();
      List<String> from = new ArrayList<>();
      for (String before : call.from()) {
        taken.add(known(shapes, before, call));
        from.add(last.getOrDefault(before, before));
      }
      for (Layer next : layers(layer, path, taken, names)) {
        nodes.add(new Node(next, from));
        taken = List.of(outputShape(call.layer(), next, taken));
        from = List.of(next.name());
      }
      shapes.put(call.name(), taken.get(0));
      last.put(call.name(), from.get(0));
    }
    return new Model(
        name,
        graph.inputs().stream().map(input -> input(inputs, input, layers)).toList(),
        nodes,
        graph.outputs().stream().map(output -> last.getOrDefault(output, output)).toList(),
        trainable);
  }

  private static Input input(Map<String, Input> inputs, String name, JsonValue layers) {
    Input input = inputs.get(name);
    if (input == null) {
      throw layers.mistake(
          "an InputLayer " + JsonValue.quote(name) + " among them",
          "begin the model with a keras.Input");
    }
    return input;
  }

  private static TensorShape known(
      Map<String, TensorShape> shapes, String name, KerasGraph.Call call) {
    TensorShape shape = shapes.get(name);
    if (shape == null) {
      throw new InvalidInputException(
          call.place(),
          "layers before it as its inputs",
          JsonValue.quote(name),
          "give JSON written by Keras");
    }
    return shape;
  }

  private static TensorShape outputShape(JsonValue json, Layer layer, List<TensorShape> inputs) {
    try {
      return layer.outputShape(inputs);
    } catch (InvalidInputException e) {
      throw e.at(json.path() + " (" + layer.type() + " " + layer.name() + ")");
    }
  }

  /** A model's input must be a dense float of any batch size; an index is an integer. */
  private void requirePlain(KerasObject input, String path, boolean isIndex) {
    JsonValue config = input.config();
    for (Map.Entry<String, JsonNode> option : config.node().properties()) {
      String name = option.getKey();
      // An Embedding takes integers, which are floats in this library.
      boolean isWhole =
          isIndex && name.equals("dtype") && option.getValue().asText().startsWith("int");
      if (!name.equals("name") && !name.equals("trainable") && !isWhole) {
        leaveOut(config.field(name), path, name, "build the input without it");
      }
    }
  }

  /** Skips an option, with a note if it has an effect; rejects it if it changes outputs. */
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
          : KerasObject.mistake(value, "an option that GanForge supports", wayOut);
    }
    leftOut.add(note);
  }

  private static TensorShape inputShape(
      JsonValue config, JsonValue layers, List<TensorShape> given) {
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
    if (given.size() == 1) {
      return given.get(0);
    }
    throw shapeless(first.field("batch_shape"));
  }

  private static InvalidInputException shapeless(JsonValue json) {
    return json.mistake(
        "the shape of the input, as [null, 100]", "begin the model with a keras.Input");
  }

  /** Returns the shape of one example, given a batch's shape. */
  static TensorShape shape(JsonValue json) {
    if (!json.node().isArray() || json.node().isEmpty()) {
      throw shapeless(json);
    }
    int[] dims = new int[json.node().size() - 1];
    for (int i = 0; i < dims.length; i++) {
      JsonValue dim = json.item(i + 1);
      if (dim.node().isNull()) {
        throw dim.mistake("a whole number of at least 1", "give all sizes of the input");
      }
      dims[i] = (int) Scalars.INT.read(dim);
    }
    return TensorShape.of(dims);
  }

  /** Returns a layer, followed by the layer that is its activation in Keras, if any. */
  private List<Layer> layers(
      KerasObject object, String path, List<TensorShape> inputs, KerasLayerNames names) {
    JsonValue activation = object.config().field("activation");
    JsonValue second = KerasActivations.layer(activation);
    if (second == null) {
      return List.of(layer(object, path, inputs));
    }
    KerasObject following = new KerasObject(second).requireKeras();
    String own = nameOf(object);
    if (object.type().equals("Activation")) {
      Layer only = layer(following, path, inputs).withName(own);
      classes.put(path + own, object.type());
      return List.of(only);
    }
    Layer first = layer(object, path, inputs);
    String made =
        names.next(own.isEmpty() ? KerasNames.snakeCase(first.type()) : own, following.type());
    classes.put(path + made, "");
    Layer behind = layer(following, path, List.of(outputShape(object.json(), first, inputs)));
    return List.of(first, behind.withName(made));
  }

  private static String nameOf(KerasObject layer) {
    return layer.config().field("name").node().asText("");
  }

  private Layer layer(KerasObject object, String path, List<TensorShape> inputs) {
    String type = SYNONYMS.getOrDefault(object.type(), object.type());
    JsonValue config = object.config();
    String layerPath = path + nameOf(object);
    if (!type.equals(object.type()) || KerasGraph.CLASSES.contains(type)) {
      classes.put(layerPath, object.type());
    }
    if (isNetwork(type)) {
      return network(object, layerPath + "/", inputs);
    }
    List<String> fields = LAYERS.get(type);
    if (fields == null) {
      throw object
          .className()
          .mistake("a layer that GanForge supports", "it has " + Words.list(LAYERS.keySet()));
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode().put(UnionForm.TYPE, type);
    ObjectNode given = config.object("the layer's options", "give JSON written by Keras");
    Map<String, String> keys = new HashMap<>();
    for (Map.Entry<String, JsonNode> option : given.properties()) {
      String name = nameOf(type, option.getKey());
      keys.put(name, option.getKey());
      JsonValue value = config.field(option.getKey());
      boolean isChannels = name.equals("axis") && !type.equals("Concatenate");
      boolean isOwn = fields.contains(name) && !isChannels;
      JsonNode read =
          isOwn && name.equals("layer")
              ? wrapped(value, layerPath + "/", inputs)
              : isOwn ? option(value, name, layerPath) : null;
      if (read != null) {
        own.set(name, read);
      } else if (isChannels) {
        requireLastAxis(value, inputs.get(0));
      } else if (!fields.contains(name) && !name.equals("trainable")) {
        String wayOut = "build the " + type + " without it (it has " + Words.list(fields) + ")";
        leaveOut(value, layerPath, option.getKey(), wayOut);
      }
    }
    return made(new JsonValue(config.path(), own), keys);
  }

  /** Returns a wrapped layer in this library's own JSON. */
  private JsonNode wrapped(JsonValue json, String path, List<TensorShape> inputs) {
    KerasObject object = KerasObject.of(json, "a layer").requireKeras();
    KerasActivations.refuseLayer(object.config().field("activation"));
    return Forms.of(Layer.class).write(layer(object, path, inputs));
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
    // Keras writes PReLU's empty list as null.
    return name.equals("shared_axes") && value.node().isNull() ? null : value.node();
  }

  /** Returns the layer; errors name the key in the file. */
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

  /**
   * Keras counts axes including the batch, from either end, and writes a number or a list with one.
   */
  private static void requireLastAxis(JsonValue json, TensorShape input) {
    JsonNode axis =
        json.node().isArray() && json.node().size() == 1 ? json.node().get(0) : json.node();
    if (!axis.isNumber() || (axis.asInt() != -1 && axis.asInt() != input.rank())) {
      throw json.mistake("-1, the last axis", "move the channels last");
    }
  }
}
