package org.ganforge.tf.onnx;

import java.util.Arrays;
import java.util.List;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.TensorShape;

/**
 * The form of {@link MinibatchStdDev}, as its compiler has it: the batch is padded with zeros so
 * that all groups are equally large, and a mask excludes the padding from the sums.
 */
final class MinibatchNodes implements UnaryOnnxLayer<MinibatchStdDev> {
  private static final double EPSILON = 1e-8;

  @Override
  public Value add(MinibatchStdDev layer, OnnxContext context, Value input) {
    Value images = context.last(input);
    Groups groups = Groups.of(layer, context, images);
    TensorShape shape = images.shape();
    int features = layer.features();
    int channels = shape.dim(-1) / features;
    int places = shape.size() / shape.dim(-1);
    String rows = context.reshape(images.name(), shape.size());
    String apart = groups.apart(rows, places, features, channels);
    String ones = context.node("Expand", List.of(context.scalar("one", 1), groups.column()));
    String mask = groups.apart(ones, 1, 1, 1);
    String members = sum(context, mask);
    String mean = context.node("Div", List.of(sum(context, apart), members));
    String off = context.node("Mul", List.of(context.node("Sub", List.of(apart, mean)), mask));
    String squares = sum(context, context.node("Mul", List.of(off, off)));
    String variance = context.node("Div", List.of(squares, members));
    String deviation =
        context.node(
            "Sqrt",
            List.of(context.node("Add", List.of(variance, context.scalar("epsilon", EPSILON)))));
    String means = context.node("ReduceMean", List.of(deviation, context.numbers("within", 2, 4)));
    String added = groups.spread(means, shape, features);
    return context.output(
        "Concat", false, List.of(images.name(), added), Attribute.number("axis", shape.rank()));
  }

  /** Returns the sum over the members of each group. */
  private static String sum(OnnxContext context, String apart) {
    return context.node("ReduceSum", List.of(apart, context.numbers("members", 0)));
  }

  /**
   * The groups of a batch.
   *
   * @param size how many images a group has at most
   * @param count how many images the batch has, {@code [1]}
   * @param number how many groups there are, {@code [1]}
   */
  private record Groups(OnnxContext context, int size, String count, String number) {
    static Groups of(MinibatchStdDev layer, OnnxContext context, Value images) {
      String count =
          context.node(
              "Shape",
              List.of(images.name()),
              Attribute.number("start", 0),
              Attribute.number("end", 1));
      String size = context.numbers("group_size", layer.groupSize());
      String rest = context.numbers("rest", layer.groupSize() - 1L);
      String number = context.node("Div", List.of(context.node("Add", List.of(count, rest)), size));
      return new Groups(context, layer.groupSize(), count, number);
    }

    /** Returns the shape {@code [count, 1]}. */
    String column() {
      return joined(count, context.numbers("single", 1));
    }

    /** Returns the images' values as {@code [size, groups, places, features, channels]}. */
    String apart(String rows, int places, int features, int channels) {
      String full = context.node("Mul", List.of(number, context.numbers("group_size", size)));
      String missing = context.node("Sub", List.of(full, count));
      String pads = joined(context.numbers("before", 0, 0), missing, context.numbers("beside", 0));
      String padded = context.node("Pad", List.of(rows, pads));
      String shape =
          joined(
              context.numbers("group_size", size),
              number,
              context.numbers("features", places, features, channels));
      return context.node("Reshape", List.of(padded, shape));
    }

    /** Returns each image's copy of its group's features at each of its places. */
    String spread(String ofGroups, TensorShape image, int features) {
      String members =
          context.constant(
              "members", FloatTensor.wrap(TensorShape.of(size, 1, 1, 1, 1), ones(size)));
      String all = context.node("Mul", List.of(ofGroups, members));
      String rows = context.node("Reshape", List.of(all, context.numbers("rows", -1, features)));
      String taken =
          context.node(
              "Slice",
              List.of(rows, context.numbers("start", 0), count, context.numbers("axis", 0)));
      int[] single = new int[image.rank()];
      long[] places = new long[image.rank()];
      for (int i = 0; i < single.length; i++) {
        single[i] = 1;
        places[i] = image.dim(i);
      }
      single[single.length - 1] = features;
      places[places.length - 1] = features;
      String shape = joined(count, context.numbers("places", places));
      return context.node("Expand", List.of(context.reshape(taken, single), shape));
    }

    private static float[] ones(int count) {
      float[] ones = new float[count];
      Arrays.fill(ones, 1);
      return ones;
    }

    private String joined(String... parts) {
      return context.node("Concat", List.of(parts), Attribute.number("axis", 0));
    }
  }
}
