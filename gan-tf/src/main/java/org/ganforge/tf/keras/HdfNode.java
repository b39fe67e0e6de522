package org.ganforge.tf.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

  /** How many bytes of the file no array has taken yet, shared by all nodes of the file. */
  private final long[] left;

  private HdfNode(Node node, long[] left) {
    this.node = node;
    this.left = left;
  }

  /**
   * Returns what {@code content} makes of a file's root, which it must not keep. The whole file is
   * in memory: of a file on disk the library allocates whatever length a damaged one tells, of one
   * in memory it takes a view.
   */
  static <T> T read(byte[] bytes, Function<HdfNode, T> content) {
    try (HdfFile file = ask(() -> HdfFile.fromBytes(bytes))) {
      return content.apply(new HdfNode(file, new long[] {bytes.length}));
    }
  }

  /** Asks the library; a cycle or a huge count in a damaged file shows as an error of the JVM. */
  static <T extends @Nullable Object> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      InvalidInputException error = wrong("HDF5 file", "a whole one", found(e));
      error.addSuppressed(e);
      throw error;
    }
  }

  /** What the library does not read is no damage; it says so deep inside. */
  private static String found(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (cause instanceof UnsupportedHdfException) {
        return said.contains("virtual") || said.contains("external")
            ? "an array whose numbers are in other files (" + said + ")"
            : "what cannot be read (" + said + ")";
      }
    }
    return "a damaged one";
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
      String path = ask(group::getPath) + name;
      throw wrong(path, "what Keras writes", "a link to another place or file");
    }
    return new HdfNode(child, left);
  }

  /** Returns whether a group has anything in it. */
  boolean isEmpty() {
    return !(node instanceof Group group) || ask(() -> group.getChildren().isEmpty());
  }

  /** Returns where the node is in the file: {@code /model_weights/dense}. */
  String path() {
    return ask(node::getPath);
  }

  /** Returns what a path of groups leads to, or null where it leads nowhere. */
  @Nullable HdfNode descend(String path) {
    HdfNode at = this;
    for (String step : path.split("/", -1)) {
      at = at == null ? null : at.child(step);
    }
    return at;
  }

  /**
   * Returns a list of words, or null where there is none. It is an attribute of that name, or
   * several with a number behind it, which is how Keras splits a list that HDF5 has no room for.
   */
  @Nullable List<String> words(String name) {
    List<String> whole = attribute(name);
    if (whole != null) {
      return whole;
    }
    List<String> all = new ArrayList<>();
    List<String> part = attribute(name + 0);
    if (part == null) {
      return null;
    }
    for (int i = 1; part != null; i++) {
      all.addAll(part);
      part = attribute(name + i);
    }
    return all;
  }

  private @Nullable List<String> attribute(String name) {
    Attribute attribute = ask(() -> node.getAttributes().get(name));
    if (attribute == null) {
      return null;
    }
    Object data = ask(() -> attribute.getSize() == 0 ? new String[0] : attribute.getData());
    if (data instanceof String[] words) {
      return List.of(words);
    }
    if (data instanceof String word) {
      return List.of(word);
    }
    throw wrong(path() + " " + name, "words", "something else");
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
    HdfNumbers numbers = new HdfNumbers(dataset, place);
    array.left[0] -= numbers.checkStorage(array.left[0]);
    return FloatTensor.wrap(shape, numbers.floats());
  }

  static InvalidInputException wrong(String place, String expected, String found) {
    return new InvalidInputException(place, expected, found, "save the model in Keras again");
  }
}
