package org.ganforge.tf.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * A group or an array of an HDF5 file. All reading with the library goes through here: what it
 * throws at a damaged file depends on where the damage is, and becomes one message; what anything
 * else throws does not.
 */
final class HdfNode {
  private final Node node;

  private HdfNode(Node node) {
    this.node = node;
  }

  /** Returns what {@code content} makes of a file's root, which it must not keep. */
  static <T> T read(Path file, Function<HdfNode, T> content) {
    return read(() -> new HdfFile(file), content);
  }

  /** Returns what {@code content} makes of the root of a file in memory. */
  static <T> T read(byte[] file, Function<HdfNode, T> content) {
    return read(() -> HdfFile.fromBytes(file), content);
  }

  private static <T> T read(Supplier<HdfFile> opener, Function<HdfNode, T> content) {
    try (HdfFile file = ask(opener)) {
      return content.apply(new HdfNode(file));
    }
  }

  /** Asks the library; a cycle or a huge count in a damaged file shows as an error of the JVM. */
  private static <T extends @Nullable Object> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      InvalidInputException error =
          new InvalidInputException(
              "HDF5 file", "a whole one", "a damaged one", "save the model in Keras again");
      error.addSuppressed(e);
      throw error;
    }
  }

  boolean isGroup() {
    return node instanceof Group;
  }

  /**
   * Returns a group's child, or null where there is none.
   *
   * @throws InvalidInputException if it is a link, which may lead into another file
   */
  @Nullable HdfNode child(String name) {
    if (!(node instanceof Group group)) {
      return null;
    }
    Node child = ask(() -> group.getChildren().get(name));
    if (child == null) {
      return null;
    }
    if (ask(child::isLink)) {
      throw wrong(ask(group::getPath) + name, "what Keras writes", "a link");
    }
    return new HdfNode(child);
  }

  /** Returns what a path of groups leads to, or null where it leads nowhere. */
  @Nullable HdfNode descend(String path) {
    HdfNode at = this;
    for (String step : path.split("/", -1)) {
      at = at == null ? null : at.child(step);
    }
    return at;
  }

  /** Returns the words of an attribute, none where there is no such attribute or it is empty. */
  List<String> words(String name) {
    return ask(
        () -> {
          Attribute attribute = node.getAttributes().get(name);
          Object data = attribute == null || attribute.getSize() == 0 ? null : attribute.getData();
          if (data instanceof String[] words) {
            return List.of(words);
          }
          return data instanceof String word ? List.of(word) : List.of();
        });
  }

  /**
   * Returns an array's numbers; their shape is looked at before memory is taken.
   *
   * @param place of the array, for an error
   */
  static FloatTensor floats(@Nullable HdfNode array, TensorShape shape, String place) {
    if (array == null || !(array.node instanceof Dataset dataset)) {
      throw wrong(place, "an array of shape " + shape, "none");
    }
    int[] dims = ask(dataset::getDimensions);
    if (!Arrays.equals(dims, shape.toArray())) {
      throw wrong(place, "an array of shape " + shape, Arrays.toString(dims));
    }
    Object values = ask(dataset::getDataFlat);
    if (values instanceof float[] floats) {
      return FloatTensor.wrap(shape, floats);
    }
    String found =
        values == null
            ? "nothing in it"
            : ask(() -> dataset.getJavaType().getSimpleName()) + " numbers";
    throw wrong(place, "numbers of float32", found);
  }

  private static InvalidInputException wrong(String place, String expected, String found) {
    return new InvalidInputException(
        place, expected, found, "save the model in Keras again, with float32 weights");
  }
}
