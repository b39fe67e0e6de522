package org.ganforge.tf.truth.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ganforge.layer.TensorShape;

/** Operations that move numbers: each output is one input, or zero. */
final class Moves {
  private Moves() {}

  static List<Operation> all() {
    return List.of(
        Operation.of("Transpose", Moves::transpose),
        Operation.of("PadV2", Moves::pad),
        Operation.of("Slice", Moves::slice),
        Operation.of("GatherV2", Moves::gather));
  }

  /** Returns the map that takes each output from the input at another place, or zero outside. */
  static LinearMap map(TensorShape from, TensorShape to, UnaryOperator<int[]> source) {
    LinearMap map = new LinearMap(from, to);
    for (int i = 0; i < to.size(); i++) {
      int[] place = source.apply(Places.of(to, i));
      boolean inside = true;
      for (int axis = 0; axis < place.length; axis++) {
        inside &= place[axis] >= 0 && place[axis] < from.dim(axis);
      }
      if (inside) {
        map.add(Places.index(from, place), i, 1);
      }
    }
    return map;
  }

  /** Returns the question for a map of one input. */
  static Question question(Draw draw, String how, LinearMap map, TensorShape from, Form form) {
    return LinearQuestion.of(
        from + " " + how, draw, List.of(draw.tensor(from)), List.of(map), form);
  }

  private static Question transpose(Draw draw) {
    int rank = draw.between(2, 5);
    List<Integer> dims = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      dims.add(axis == 0 ? draw.channels() : draw.between(1, axis == 1 ? 40 : 8));
      order.add(draw.between(0, axis), axis);
    }
    TensorShape from = new TensorShape(dims);
    TensorShape to = new TensorShape(order.stream().map(dims::get).toList());
    LinearMap map =
        map(
            from,
            to,
            at -> {
              int[] source = new int[rank];
              for (int axis = 0; axis < rank; axis++) {
                source[order.get(axis)] = at[axis];
              }
              return source;
            });
    int[] permutation = order.stream().mapToInt(Integer::intValue).toArray();
    return question(
        draw,
        "by " + order,
        map,
        from,
        (tf, in) -> List.of(tf.linalg.transpose(in.get(0), tf.constant(permutation))));
  }

  private static Question pad(Draw draw) {
    TensorShape from = draw.images();
    int[][] pads = new int[4][2];
    for (int axis = 1; axis < 3; axis++) {
      pads[axis] = new int[] {draw.between(0, 3), draw.between(0, 3)};
    }
    TensorShape to =
        TensorShape.of(
            from.dim(0),
            from.dim(1) + pads[1][0] + pads[1][1],
            from.dim(2) + pads[2][0] + pads[2][1],
            from.dim(3));
    LinearMap map =
        map(from, to, at -> new int[] {at[0], at[1] - pads[1][0], at[2] - pads[2][0], at[3]});
    return question(
        draw,
        "by " + Arrays.deepToString(pads),
        map,
        from,
        (tf, in) -> List.of(tf.pad(in.get(0), tf.constant(pads), tf.constant(0f))));
  }

  private static Question slice(Draw draw) {
    TensorShape from = draw.images();
    int[] begin = new int[4];
    int[] size = new int[4];
    for (int axis = 0; axis < 4; axis++) {
      begin[axis] = draw.between(0, from.dim(axis) - 1);
      size[axis] = draw.between(1, from.dim(axis) - begin[axis]);
    }
    LinearMap map =
        map(
            from,
            TensorShape.of(size),
            at -> {
              int[] source = at.clone();
              Arrays.setAll(source, axis -> at[axis] + begin[axis]);
              return source;
            });
    return question(
        draw,
        "from " + Arrays.toString(begin) + " size " + Arrays.toString(size),
        map,
        from,
        (tf, in) -> List.of(tf.slice(in.get(0), tf.constant(begin), tf.constant(size))));
  }

  private static Question gather(Draw draw) {
    TensorShape from = TensorShape.of(draw.between(1, 50), draw.channels());
    int[] indices = new int[draw.between(1, 150)];
    Arrays.setAll(indices, i -> draw.between(0, from.dim(0) - 1));
    TensorShape to = TensorShape.of(indices.length, from.dim(1));
    LinearMap map = map(from, to, at -> new int[] {indices[at[0]], at[1]});
    return question(
        draw,
        indices.length + " rows",
        map,
        from,
        (tf, in) -> List.of(tf.gather(in.get(0), tf.constant(indices), tf.constant(0))));
  }
}
