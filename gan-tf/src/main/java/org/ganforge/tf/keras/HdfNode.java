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
 * A group or an array of an HDF5 file. All reading with the library goes through here: the
 * exception it throws for a damaged file depends on where the damage is, and is turned into one
 * message; exceptions from other code are not.
 */
final class HdfNode {
  private final Node node;

  /** The number of bytes not yet claimed by any array, shared by all nodes of the file. */
  private final long[] left;

  private HdfNode(Node node, long[] left) {
    this.node = node;
    this.left = left;
  }

  /**
   * Returns the result of {@code content} for a file's root, which it must not keep. The whole file
   * is in memory: for a damaged file on disk the library allocates whatever length the file claims;
   * in memory, it only creates a view.
   */
  static <T> T read(byte[] bytes, Function<HdfNode, T> content) {
    try (HdfFile file = ask(() -> HdfFile.fromBytes(bytes))) {
      return content.apply(new HdfNode(file, new long[] {bytes.length}));
    }
  }

  /** Calls the library; a cycle or a huge count in a damaged file surfaces as a JVM error. */
  static <T extends @Nullable Object> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      InvalidInputException error = wrong("HDF5 file", "a whole one", found(e));
      error.addSuppressed(e);
      throw error;
    }
  }

  /** A feature that the library doesn't support is not damage; the cause says which it is. */
  private static String found(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (cause instanceof UnsupportedHdfException) {
        return said.contains("virtual") || said.contains("external")
            ? "an array whose numbers are in other files (" + said + ")"
            : "something unsupported (" + said + ")";
      }
    }
    return "a damaged one";
  }

  boolean isGroup() {
    return node instanceof Group;
  }

  /**
   * Returns a group's child, or null if there is none.
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
      throw wrong(path, "a group or an array", "a link to another place or file");
    }
    return new HdfNode(child, left);
  }

  /** Returns whether a group has anything in it. */
  boolean isEmpty() {
    return !(node instanceof Group group) || ask(() -> group.getChildren().isEmpty());
  }

  /** Returns the node's path in the file: {@code /model_weights/dense}. */
  String path() {
    return ask(node::getPath);
  }

  /** Returns the node at a path of groups, or null if there is none. */
  @Nullable HdfNode descend(String path) {
    HdfNode at = this;
    for (String step : path.split("/", -1)) {
      at = at == null ? null : at.child(step);
    }
    return at;
  }

  /**
   * Returns a list of words, or null if there is none. It is an attribute of that name, or several
   * with a number appended, which is how Keras splits a list too long for HDF5.
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
   * Returns an array's numbers; checks their shape before allocating memory.
   *
   * @param place where the array is, for error messages
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
