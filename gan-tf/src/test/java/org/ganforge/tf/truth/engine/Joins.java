package org.ganforge.tf.truth.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Operations that join or split tensors. */
final class Joins {
  private Joins() {}

  static List<Operation> all() {
    return List.of(
        Operation.of("ConcatV2", Joins::concat),
        Operation.of("Pack, Unpack", Joins::stack),
        Operation.of("Split", Joins::split));
  }

  private static Question concat(Draw draw) {
    int axis = draw.between(0, 3);
    TensorShape base = draw.images();
    List<TensorShape> shapes = new ArrayList<>();
    List<Integer> dims = new ArrayList<>(base.dims());
    int length = 0;
    for (int i = draw.between(2, 4); i > 0; i--) {
      dims.set(axis, draw.between(1, axis == 3 ? 100 : 5));
      length += dims.get(axis);
      shapes.add(new TensorShape(dims));
    }
    dims.set(axis, length);
    List<LinearMap> maps = new ArrayList<>();
    List<FloatTensor> inputs = new ArrayList<>();
    int start = 0;
    for (TensorShape shape : shapes) {
      int from = start;
      maps.add(
          Moves.map(
              shape,
              new TensorShape(dims),
              at -> {
                int[] source = at.clone();
                source[axis] -= from;
                return source;
              }));
      inputs.add(draw.tensor(shape));
      start += shape.dim(axis);
    }
    return LinearQuestion.of(
        shapes + " along " + axis,
        draw,
        inputs,
        maps,
        (tf, in) -> List.of(tf.concat(in, tf.constant(axis))));
  }

  /** Unpacks a tensor and packs it in reverse. */
  private static Question stack(Draw draw) {
    TensorShape shape = TensorShape.of(draw.between(1, 6), draw.side(), draw.channels());
    LinearMap map =
        Moves.map(shape, shape, at -> new int[] {shape.dim(0) - 1 - at[0], at[1], at[2]});
    return Moves.question(
        draw,
        "in reverse",
        map,
        shape,
        (tf, in) -> {
          List<Operand<TFloat32>> parts =
              new ArrayList<>(tf.unstack(in.get(0), (long) shape.dim(0)).output());
          Collections.reverse(parts);
          return List.of(tf.stack(parts));
        });
  }

  /** Splits the channels and joins them in reverse. */
  private static Question split(Draw draw) {
    int parts = draw.between(2, 4);
    TensorShape images = draw.images();
    int depth = draw.between(1, 50);
    TensorShape shape = TensorShape.of(images.dim(0), images.dim(1), images.dim(2), depth * parts);
    LinearMap map =
        Moves.map(
            shape,
            shape,
            at ->
                new int[] {
                  at[0], at[1], at[2], (parts - 1 - at[3] / depth) * depth + at[3] % depth
                });
    return Moves.question(
        draw,
        parts + " parts, in reverse",
        map,
        shape,
        (tf, in) -> {
          List<Operand<TFloat32>> split =
              new ArrayList<>(tf.split(tf.constant(-1), in.get(0), (long) parts).output());
          Collections.reverse(split);
          return List.of(tf.concat(split, tf.constant(-1)));
        });
  }
}
