package org.ganforge.tf.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.ganforge.layer.Add;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.MergeLayer;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.TensorShape;

/**
 * A merging layer as sums or products: a table lists for each number of the output the numbers of
 * the inputs that it is computed from.
 */
final class ReferenceMerge {
  /** For each number of an output example, its sources: input, then place. */
  private final List<List<int[]>> sources = new ArrayList<>();

  private final boolean multiplies;
  private final TensorShape out;
  private List<DoubleTensor> taken = List.of();

  private ReferenceMerge(boolean multiplies, TensorShape out) {
    this.multiplies = multiplies;
    this.out = out;
  }

  /** Makes the table of one kind of layer. */
  @FunctionalInterface
  private interface Row<L extends MergeLayer> {
    ReferenceMerge merge(L layer, List<TensorShape> in, TensorShape out);
  }

  private static final Map<Class<?>, Row<MergeLayer>> TABLE =
      Map.ofEntries(
          row(Add.class, (layer, in, out) -> elementwise(false, in, out)),
          row(Multiply.class, (layer, in, out) -> elementwise(true, in, out)),
          row(Concatenate.class, ReferenceMerge::joined));

  private static <L extends MergeLayer> Map.Entry<Class<?>, Row<MergeLayer>> row(
      Class<L> type, Row<L> row) {
    return Map.entry(type, (layer, in, out) -> row.merge(type.cast(layer), in, out));
  }

  static ReferenceMerge of(MergeLayer layer, List<TensorShape> in, TensorShape out) {
    return Objects.requireNonNull(TABLE.get(layer.getClass()), layer.type()).merge(layer, in, out);
  }

  private static ReferenceMerge elementwise(
      boolean multiplies, List<TensorShape> in, TensorShape out) {
    ReferenceMerge merge = new ReferenceMerge(multiplies, out);
    for (int place = 0; place < out.size(); place++) {
      List<int[]> makes = new ArrayList<>();
      for (int i = 0; i < in.size(); i++) {
        makes.add(new int[] {i, repeated(place, out, in.get(i))});
      }
      merge.sources.add(makes);
    }
    return merge;
  }

  /**
   * Returns the place of the number that a place of the output repeats; axes of length 1 stay at 0.
   */
  private static int repeated(int place, TensorShape out, TensorShape in) {
    int rest = place;
    int at = 0;
    int step = 1;
    for (int axis = 1; axis <= out.rank(); axis++) {
      int index = rest % out.dim(-axis);
      rest /= out.dim(-axis);
      if (axis <= in.rank()) {
        at += in.dim(-axis) == 1 ? 0 : index * step;
        step *= in.dim(-axis);
      }
    }
    return at;
  }

  private static ReferenceMerge joined(Concatenate layer, List<TensorShape> in, TensorShape out) {
    ReferenceMerge merge = new ReferenceMerge(false, out);
    int axis = layer.axis() > 0 ? layer.axis() - 1 : layer.axis() + out.rank();
    int inner =
        Stream.iterate(axis + 1, i -> i < out.rank(), i -> i + 1)
            .map(out::dim)
            .reduce(1, (a, b) -> a * b);
    for (int place = 0; place < out.size(); place++) {
      int along = place / inner % out.dim(axis);
      int outer = place / inner / out.dim(axis);
      int i = 0;
      while (along >= in.get(i).dim(axis)) {
        along -= in.get(i).dim(axis);
        i++;
      }
      int at = (outer * in.get(i).dim(axis) + along) * inner + place % inner;
      merge.sources.add(List.of(new int[] {i, at}));
    }
    return merge;
  }

  DoubleTensor forward(List<DoubleTensor> inputs) {
    taken = inputs;
    int count = inputs.get(0).count();
    double[] values = new double[count * out.size()];
    for (int i = 0; i < values.length; i++) {
      double value = multiplies ? 1 : 0;
      for (int[] source : sources.get(i % out.size())) {
        double part = inputs.get(source[0]).values()[index(i / out.size(), source)];
        value = multiplies ? value * part : value + part;
      }
      values[i] = value;
    }
    return DoubleTensor.wrap(out.times(count), values);
  }

  private int index(int example, int[] source) {
    DoubleTensor input = taken.get(source[0]);
    return example * (input.values().length / input.count()) + source[1];
  }

  List<DoubleTensor> backward(DoubleTensor gradient) {
    List<double[]> back = taken.stream().map(input -> new double[input.values().length]).toList();
    for (int i = 0; i < gradient.values().length; i++) {
      List<int[]> all = sources.get(i % out.size());
      for (int[] source : all) {
        double slope = gradient.values()[i];
        for (int[] other : all) {
          if (multiplies && other != source) {
            slope *= taken.get(other[0]).values()[index(i / out.size(), other)];
          }
        }
        back.get(source[0])[index(i / out.size(), source)] += slope;
      }
    }
    List<DoubleTensor> all = new ArrayList<>();
    for (int i = 0; i < back.size(); i++) {
      all.add(DoubleTensor.wrap(taken.get(i).shape(), back.get(i)));
    }
    return all;
  }
}
