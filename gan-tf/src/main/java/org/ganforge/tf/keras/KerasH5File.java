package org.ganforge.tf.keras;

import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.KerasModel;
import org.ganforge.KerasVersion;
import org.ganforge.Model;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.keras.KerasJson;
import org.ganforge.json.keras.KerasNetwork;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;

/**
 * The older single file, {@code .h5}: the network's JSON in Keras 2's form as an attribute, the
 * weights by layers in their order. Keras 3 reads it as well.
 */
final class KerasH5File {
  /** HDF5 limits the attributes of a group to 64 KiB, and the library fails beyond that. */
  private static final int MOST_CONFIG = 60_000;

  private static final String MODEL_CONFIG = "model_config";
  private static final String MODEL_WEIGHTS = "model_weights";
  private static final String WEIGHT_NAMES = "weight_names";
  private static final String LAYER_NAMES = "layer_names";

  private KerasH5File() {}

  static void write(KerasModel model, Path h5) throws IOException {
    String json = KerasJson.write(model.network(), KerasVersion.KERAS_2);
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_CONFIG) {
      throw new InvalidInputException(
          "network " + model.network().name() + " as h5",
          "a description of at most " + MOST_CONFIG + " bytes",
          bytes + "",
          "export it as keras, which has no such limit");
    }
    Network network = KerasOrder.of(model.network());
    HdfOutput.write(h5, file -> write(network, model.weights(), json, file));
  }

  private static void write(
      Network network, Map<String, FloatTensor> values, String json, WritableGroup file) {
    file.putAttribute("backend", "tensorflow");
    file.putAttribute("keras_version", "2.2.4");
    file.putAttribute(MODEL_CONFIG, json);
    WritableGroup weights = file.putGroup(MODEL_WEIGHTS);
    weights.putAttribute("backend", "tensorflow");
    weights.putAttribute("keras_version", "2.2.4");
    List<String> names = new ArrayList<>();
    if (network instanceof Model) {
      network.inputs().forEach(input -> names.add(input.name()));
    }
    names.forEach(name -> HdfOutput.group(weights, name));
    Map<String, TensorShape> shapes = network.shapes();
    for (Node node : network.nodes()) {
      names.add(node.name());
      write(node, shapes, values, HdfOutput.group(weights, node.name()));
    }
    weights.putAttribute(LAYER_NAMES, names.toArray(String[]::new));
  }

  private static void write(
      Node layer,
      Map<String, TensorShape> shapes,
      Map<String, FloatTensor> weights,
      WritableGroup group) {
    List<WeightSpec> specs = inFileOrder(layer, shapes);
    if (specs.isEmpty()) {
      return; // HDF5 can't store an empty string array; Keras treats a missing attribute as empty
    }
    group.putAttribute(
        WEIGHT_NAMES,
        specs.stream().map(spec -> layer.name() + "/" + spec.name() + ":0").toArray(String[]::new));
    Map<String, WritableGroup> groups = new LinkedHashMap<>();
    for (WeightSpec spec : specs) {
      String path = layer.name() + "/" + spec.name() + ":0";
      FloatTensor value = weights.get(layer.name() + "/" + spec.name());
      if (value == null) {
        throw new IllegalStateException("no weight " + path);
      }
      int slash = path.lastIndexOf('/');
      folder(group, path.substring(0, slash), groups)
          .putDataset(path.substring(slash + 1), HdfArrays.nested(value));
    }
  }

  private static WritableGroup folder(
      WritableGroup root, String path, Map<String, WritableGroup> groups) {
    WritableGroup known = groups.get(path);
    if (known != null) {
      return known;
    }
    int slash = path.lastIndexOf('/');
    WritableGroup parent = slash < 0 ? root : folder(root, path.substring(0, slash), groups);
    WritableGroup made = HdfOutput.group(parent, path.substring(slash + 1));
    groups.put(path, made);
    return made;
  }

  /**
   * Keras writes a layer's trainable weights before the others; they are mixed only in networks.
   */
  private static List<WeightSpec> inFileOrder(Node node, Map<String, TensorShape> shapes) {
    List<WeightSpec> specs = node.layer().weights(node.from().stream().map(shapes::get).toList());
    return Stream.concat(
            specs.stream().filter(WeightSpec::trainable),
            specs.stream().filter(spec -> !spec.trainable()))
        .toList();
  }

  /** Returns whether a file has a network's JSON; a file of weights alone does not. */
  static boolean isWhole(HdfNode file) {
    return file.words(MODEL_CONFIG) != null;
  }

  static KerasModel read(HdfNode file) {
    List<String> config = file.words(MODEL_CONFIG);
    HdfNode groups = file.child(MODEL_WEIGHTS);
    if (config == null || config.isEmpty() || groups == null || !groups.isGroup()) {
      throw new InvalidInputException(
          "HDF5 file",
          "a whole model, with model_config and model_weights",
          "neither or one of them",
          "save the model with model.save, or put its JSON beside the weights, model.json beside"
              + " model.weights.h5");
    }
    return read(KerasJson.parse(config.get(0)), groups);
  }

  /** Returns the model made of a network and the weights in its layers' groups. */
  static KerasModel read(KerasNetwork description, HdfNode groups) {
    Network network = description.network();
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    List<HdfNode> own = withWeights(groups);
    Map<String, TensorShape> shapes = network.shapes();
    int next = 0;
    for (Node layer : network.nodes()) {
      List<WeightSpec> specs = inFileOrder(layer, shapes);
      if (!specs.isEmpty()) {
        if (next == own.size()) {
          String place = "weight " + layer.name() + "/" + specs.get(0).name();
          throw HdfNode.wrong(place, "an array of shape " + specs.get(0).shape(), "none");
        }
        read(layer, specs, own.get(next), weights);
        next++;
      }
    }
    if (next < own.size()) {
      throw HdfNode.wrong(
          groups.path(),
          "weights of " + next + " layers",
          own.size() + ", " + own.get(next).path());
    }
    return new KerasModel(network, weights, description.leftOut());
  }

  /**
   * Matches layers by order, as Keras does, since automatic names differ from session to session.
   */
  private static List<HdfNode> withWeights(HdfNode groups) {
    List<HdfNode> all = new ArrayList<>();
    for (String name : list(groups, LAYER_NAMES)) {
      HdfNode layer = groups.child(name);
      if (layer == null || !layer.isGroup()) {
        throw HdfNode.wrong(groups.path(), "a group " + name, "none");
      }
      // Files written here have no empty lists.
      if (!layer.isEmpty() && !list(layer, WEIGHT_NAMES).isEmpty()) {
        all.add(layer);
      }
    }
    return all;
  }

  private static List<String> list(HdfNode group, String name) {
    List<String> words = group.words(name);
    if (words == null) {
      throw HdfNode.wrong(group.path(), "the list " + name, "none");
    }
    return words;
  }

  private static void read(
      Node layer, List<WeightSpec> specs, HdfNode own, Map<String, FloatTensor> weights) {
    List<String> paths = list(own, WEIGHT_NAMES);
    if (paths.size() != specs.size()) {
      throw HdfNode.wrong(
          own.path(), specs.size() + " weights, those of " + layer.name() + ",", paths.size() + "");
    }
    for (int i = 0; i < specs.size(); i++) {
      String weight = layer.name() + "/" + specs.get(i).name();
      HdfNode array = own.descend(paths.get(i));
      weights.put(weight, HdfNode.floats(array, specs.get(i).shape(), "weight " + weight));
    }
  }
}
