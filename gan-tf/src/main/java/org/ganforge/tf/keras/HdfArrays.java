package org.ganforge.tf.keras;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/** Tensors and words, to and from what the HDF5 library takes and gives. */
final class HdfArrays {
  private HdfArrays() {}

  /** Returns nested arrays: {@code float[3][3][2][4]}. */
  static Object nested(FloatTensor tensor) {
    return nested(tensor.toArray(), 0, tensor.shape().dims());
  }

  private static Object nested(float[] values, int from, List<Integer> dims) {
    int size = dims.get(0);
    if (dims.size() == 1) {
      return Arrays.copyOfRange(values, from, from + size);
    }
    List<Integer> inner = dims.subList(1, dims.size());
    int step = inner.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    Object first = nested(values, from, inner);
    Object array = Array.newInstance(first.getClass(), size);
    for (int i = 0; i < size; i++) {
      Array.set(array, i, nested(values, from + i * step, inner));
    }
    return array;
  }

  /**
   * Returns a dataset's numbers; their shape is looked at before memory is taken.
   *
   * @param place of the dataset, for an error
   */
  static FloatTensor read(@Nullable Node node, TensorShape shape, String place) {
    if (!(node instanceof Dataset dataset)) {
      throw wrong(place, "an array of shape " + shape, "none");
    }
    int[] dims = dataset.getDimensions();
    if (!Arrays.equals(dims, shape.toArray())) {
      throw wrong(place, "an array of shape " + shape, Arrays.toString(dims));
    }
    Object values = dataset.getDataFlat();
    if (values instanceof float[] floats) {
      return FloatTensor.wrap(shape, floats);
    }
    String found =
        values == null ? "nothing in it" : dataset.getJavaType().getSimpleName() + " numbers";
    throw wrong(place, "numbers of float32", found);
  }

  private static InvalidInputException wrong(String place, String expected, String found) {
    return new InvalidInputException(
        place, expected, found, "save the model in Keras again, with float32 weights");
  }

  /**
   * Returns a group's child, or null where there is none.
   *
   * @throws InvalidInputException if it is a link, which may lead into another file
   */
  static @Nullable Node child(Group group, String name) {
    Node child = group.getChildren().get(name);
    if (child != null && child.isLink()) {
      throw wrong(group.getPath() + name, "what Keras writes", "a link");
    }
    return child;
  }

  /** Returns what a path of groups leads to, or null where it leads nowhere. */
  static @Nullable Node descend(@Nullable Node from, String path) {
    Node node = from;
    for (String step : path.split("/", -1)) {
      node = node instanceof Group group ? child(group, step) : null;
    }
    return node;
  }

  /** Returns the words of an attribute, none where there is no such attribute or it is empty. */
  static List<String> words(Group group, String name) {
    Attribute attribute = group.getAttributes().get(name);
    Object data = attribute == null || attribute.getSize() == 0 ? null : attribute.getData();
    if (data instanceof String[] words) {
      return List.of(words);
    }
    return data instanceof String word ? List.of(word) : List.of();
  }
}
