package org.ganforge.tf.keras;

import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.KerasModel;
import org.ganforge.Model;
import org.ganforge.internal.KerasNames;
import org.ganforge.json.keras.KerasNetwork;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.jspecify.annotations.Nullable;

/**
 * {@code model.weights.h5} of Keras 3: a group for each layer, named after its class and numbered,
 * with its weights as {@code vars/0}, {@code vars/1} in Keras' order. Layers without weights also
 * have an empty group, which Keras up to 3.5 expects.
 */
final class KerasWeightsFile {
  private static final String LAYERS = "layers";
  private static final String VARS = "vars";
  private static final String WRAPPED = "layer";

  private KerasWeightsFile() {}

  static void write(KerasModel model, Path h5) throws IOException {
    Network network = KerasOrder.of(model.network());
    HdfOutput.write(h5, file -> write(network, "", model.weights(), file));
  }

  private static void write(
      Network network, String path, Map<String, FloatTensor> weights, WritableGroup group) {
    vars(group, network.name());
    WritableGroup layers = group.putGroup(LAYERS);
    GroupNames names = new GroupNames();
    if (network instanceof Model) {
      network
          .inputs()
          .forEach(input -> vars(layers.putGroup(names.next("InputLayer")), input.name()));
    }
    Map<String, TensorShape> shapes = network.shapes();
    for (Node node : network.nodes()) {
      Layer layer = node.layer();
      WritableGroup own =
          layers.putGroup(names.next(layer instanceof Model ? "Functional" : layer.type()));
      String name = path + layer.name() + "/";
      if (layer instanceof Network inner) {
        write(inner, name, weights, own);
      } else {
        write(layer, specs(node, shapes), name, weights, own);
      }
    }
  }

  private static void write(
      Layer layer,
      List<WeightSpec> specs,
      String name,
      Map<String, FloatTensor> weights,
      WritableGroup own) {
    WritableGroup vars = vars(own, layer.name());
    if (layer instanceof SpectralNormalization wrapper) {
      WritableGroup inner = own.putGroup(WRAPPED);
      write(wrapper.layer(), unwrapped(specs), name, weights, inner);
    }
    List<WeightSpec> all = layer instanceof SpectralNormalization ? specs.subList(0, 2) : specs;
    for (int i = 0; i < all.size(); i++) {
      FloatTensor value = value(weights, name + all.get(i).name());
      vars.putDataset(Integer.toString(i), HdfArrays.nested(value));
    }
  }

  /** Keras writes a wrapper's kernel twice: next to its vector, and with the wrapped layer. */
  private static List<WeightSpec> unwrapped(List<WeightSpec> specs) {
    return specs.stream()
        .filter(spec -> !spec.name().equals(SpectralNormalization.VECTOR))
        .toList();
  }

  private static List<WeightSpec> specs(Node node, Map<String, TensorShape> shapes) {
    return node.layer().weights(node.from().stream().map(shapes::get).toList());
  }

  private static FloatTensor value(Map<String, FloatTensor> weights, String name) {
    FloatTensor value = weights.get(name);
    if (value == null) {
      throw new IllegalStateException("no weight " + name);
    }
    return value;
  }

  /** Keras records the layer's name here. */
  private static WritableGroup vars(WritableGroup group, String name) {
    WritableGroup vars = group.putGroup(VARS);
    vars.putAttribute("name", name);
    return vars;
  }

  /** Returns the model made of a network and a file's weights. */
  static KerasModel read(KerasNetwork description, HdfNode file) {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    read(description, description.network(), "", file, weights);
    return new KerasModel(description.network(), weights, description.leftOut());
  }

  private static void read(
      KerasNetwork description,
      Network network,
      String path,
      @Nullable HdfNode group,
      Map<String, FloatTensor> weights) {
    HdfNode layers = child(group, LAYERS);
    Map<String, TensorShape> shapes = network.shapes();
    GroupNames names = new GroupNames();
    for (Node node : network.nodes()) {
      Layer layer = node.layer();
      String className = description.classOf(path + layer.name(), layer);
      HdfNode own = className.isEmpty() ? null : child(layers, names.next(className));
      String name = path + layer.name() + "/";
      if (layer instanceof Network inner) {
        read(description, inner, name, own, weights);
      } else {
        List<WeightSpec> specs = specs(node, shapes);
        if (layer instanceof SpectralNormalization) {
          read(specs.subList(0, 2), name, own, weights);
          read(unwrapped(specs), name, child(own, WRAPPED), weights);
        } else {
          read(specs, name, own, weights);
        }
      }
    }
  }

  private static void read(
      List<WeightSpec> specs,
      String name,
      @Nullable HdfNode own,
      Map<String, FloatTensor> weights) {
    HdfNode vars = child(own, VARS);
    for (int i = 0; i < specs.size(); i++) {
      String weight = name + specs.get(i).name();
      HdfNode array = child(vars, Integer.toString(i));
      weights.put(weight, HdfNode.floats(array, specs.get(i).shape(), "weight " + weight));
    }
  }

  private static @Nullable HdfNode child(@Nullable HdfNode node, String name) {
    return node == null ? null : node.child(name);
  }

  /** The groups' names among the layers of one network: {@code conv2d}, {@code conv2d_1}. */
  private static final class GroupNames {
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    String next(String className) {
      String stem = KerasNames.snakeCase(className);
      int before = counts.merge(stem, 1, Integer::sum) - 1;
      return before == 0 ? stem : stem + "_" + before;
    }
  }
}
