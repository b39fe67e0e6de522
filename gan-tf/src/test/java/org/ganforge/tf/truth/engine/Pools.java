package org.ganforge.tf.truth.engine;

import java.util.List;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.types.TFloat32;

/** Max and average pooling, with independent windows and strides and both paddings. */
final class Pools {
  private Pools() {}

  static List<Operation> all() {
    return List.of(
        Operation.of("MaxPool", draw -> question(draw, true)),
        Operation.of("AvgPool", draw -> question(draw, false)));
  }

  private static Question question(Draw draw, boolean max) {
    TensorShape images = draw.images();
    boolean same = draw.coin();
    Axis rows = Axis.draw(draw, images.dim(1), same);
    Axis columns = Axis.draw(draw, images.dim(2), same);
    FloatTensor input = draw.tensor(images);
    TensorShape to = TensorShape.of(images.dim(0), rows.places(), columns.places(), images.dim(3));
    LinearMap map = new LinearMap(images, to);
    for (int place = 0; place < to.size(); place++) {
      pool(map, input, place, rows, columns, max);
    }
    String padding = same ? "SAME" : "VALID";
    List<Long> window = List.of(1L, (long) rows.window(), (long) columns.window(), 1L);
    List<Long> strides = List.of(1L, (long) rows.stride(), (long) columns.stride(), 1L);
    String shape = images + " window " + window + " strides " + strides + " " + padding;
    return LinearQuestion.of(
        shape,
        draw,
        List.of(input),
        List.of(map),
        (tf, in) ->
            List.of(
                max
                    ? maxPool(tf, in.get(0), window, strides, padding)
                    : tf.nn.avgPool(in.get(0), window, strides, padding)));
  }

  /** Adds what one place of the output takes from its window. */
  private static void pool(
      LinearMap map, FloatTensor input, int place, Axis rows, Axis columns, boolean max) {
    int channels = map.to().dim(3);
    int channel = place % channels;
    int column = place / channels % map.to().dim(2);
    int row = place / channels / map.to().dim(2) % map.to().dim(1);
    int image = place / channels / map.to().dim(2) / map.to().dim(1);
    int largest = -1;
    int count = (rows.to(row) - rows.from(row)) * (columns.to(column) - columns.from(column));
    for (int y = rows.from(row); y < rows.to(row); y++) {
      for (int x = columns.from(column); x < columns.to(column); x++) {
        int pixel = ((image * rows.length() + y) * columns.length() + x) * channels + channel;
        if (!max) {
          map.add(pixel, place, 1.0 / count);
        } else if (largest < 0 || input.get(pixel) > input.get(largest)) {
          largest = pixel;
        }
      }
    }
    if (max) {
      map.add(largest, place, 1);
    }
  }

  /** The first version of the operation, which the library uses. */
  private static Operand<TFloat32> maxPool(
      Ops tf, Operand<TFloat32> input, List<Long> window, List<Long> strides, String padding) {
    Scope scope = tf.scope();
    return scope
        .env()
        .opBuilder("MaxPool", scope.makeOpName("MaxPool"), scope)
        .addInput(input.asOutput())
        .setAttr("ksize", window.stream().mapToLong(Long::longValue).toArray())
        .setAttr("strides", strides.stream().mapToLong(Long::longValue).toArray())
        .setAttr("padding", padding)
        .build()
        .<TFloat32>output(0);
  }

  /** The windows along one axis. */
  private record Axis(int length, int window, int stride, boolean same) {
    static Axis draw(Draw draw, int length, boolean same) {
      return new Axis(
          length, draw.between(1, same ? 4 : Math.min(4, length)), draw.between(1, 3), same);
    }

    int places() {
      return same ? (length + stride - 1) / stride : (length - window) / stride + 1;
    }

    private int before() {
      return same ? Math.max(0, (places() - 1) * stride + window - length) / 2 : 0;
    }

    int from(int place) {
      return Math.max(0, place * stride - before());
    }

    int to(int place) {
      return Math.min(length, place * stride - before() + window);
    }
  }
}
