package org.ganforge.tf.keras;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.KerasModel;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.keras.KerasJson;
import org.ganforge.json.keras.KerasNetwork;
import org.jspecify.annotations.Nullable;

/**
 * A model in two files: the result of {@code model.to_json()} and, beside it, the file of {@code
 * model.save_weights}, in Keras 3's form or the older one.
 */
final class WeightsBeside {
  private static final String DESCRIPTION = ".json";

  /** Keras 3 requires the first; older versions accepted any. */
  private static final List<String> WEIGHTS = List.of(".weights.h5", ".h5");

  private WeightsBeside() {}

  /**
   * Returns the file of weights that belongs to a model's JSON.
   *
   * @throws InvalidInputException if there is none
   */
  static Path weights(Path description) {
    String name = String.valueOf(description.getFileName());
    if (name.endsWith(".weights" + DESCRIPTION)) {
      throw new InvalidInputException(
          "",
          "a model",
          "the list of weights in shards",
          "save the weights in one file, without max_shard_size");
    }
    String stem = stem(name, DESCRIPTION);
    for (String ending : WEIGHTS) {
      Path weights = description.resolveSibling(stem + ending);
      if (Files.isRegularFile(weights)) {
        return weights;
      }
    }
    throw new InvalidInputException(
        "",
        "its weights beside it, " + stem + WEIGHTS.get(0) + ",",
        "no such file",
        "save them there with model.save_weights");
  }

  /** Returns the JSON that belongs to a file of weights alone, or null if there is none. */
  static @Nullable Path description(Path weights) {
    String name = String.valueOf(weights.getFileName());
    for (String ending : WEIGHTS) {
      Path json = weights.resolveSibling(stem(name, ending) + DESCRIPTION);
      if (name.endsWith(ending) && Files.isRegularFile(json)) {
        return json;
      }
    }
    return null;
  }

  private static String stem(String name, String ending) {
    return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
  }

  /** Returns the model of both files. */
  static KerasModel read(Path description, Path weights, byte[] bytes) {
    KerasNetwork network = KerasJson.parse(description);
    try {
      return HdfNode.read(bytes, file -> read(network, file));
    } catch (InvalidInputException e) {
      throw e.inside("with " + weights.getFileName());
    }
  }

  private static KerasModel read(KerasNetwork network, HdfNode file) {
    HdfNode whole = file.child("model_weights");
    if (whole != null) {
      return KerasH5File.read(network, whole);
    }
    return file.child("layers") != null
        ? KerasWeightsFile.read(network, file)
        : KerasH5File.read(network, file);
  }
}
