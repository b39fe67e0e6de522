package org.ganforge.tf.truth.engine;

import java.util.List;
import org.ganforge.layer.TensorShape;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.image.ResizeNearestNeighbor;

/** Enlarges images by whole factors, with half-pixel centers. */
final class Resizes {
  private Resizes() {}

  static List<Operation> all() {
    return List.of(
        Operation.of("ResizeNearestNeighbor", draw -> question(draw, true)),
        Operation.of("ResizeBilinear", draw -> question(draw, false)));
  }

  private static Question question(Draw draw, boolean nearest) {
    TensorShape from = draw.images();
    int rows = draw.between(1, 4);
    int columns = draw.between(1, 4);
    int[] size = {rows * from.dim(1), columns * from.dim(2)};
    TensorShape to = TensorShape.of(from.dim(0), size[0], size[1], from.dim(3));
    LinearMap map = new LinearMap(from, to);
    for (int place = 0; place < to.size(); place++) {
      int[] at = Places.of(to, place);
      if (nearest) {
        int[] source = {at[0], at[1] / rows, at[2] / columns, at[3]};
        map.add(Places.index(from, source), place, 1);
      } else {
        bilinear(map, from, at, place, rows, columns);
      }
    }
    return LinearQuestion.of(
        from + " to " + to,
        draw,
        List.of(draw.tensor(from)),
        List.of(map),
        (tf, in) ->
            List.of(
                nearest
                    ? tf.image.resizeNearestNeighbor(
                        in.get(0), tf.constant(size), ResizeNearestNeighbor.halfPixelCenters(true))
                    : tf.image.resizeBilinear(
                        in.get(0), tf.constant(size), ResizeBilinear.halfPixelCenters(true))));
  }

  private static void bilinear(
      LinearMap map, TensorShape from, int[] at, int place, int rows, int columns) {
    double y = (at[1] + 0.5) / rows - 0.5;
    double x = (at[2] + 0.5) / columns - 0.5;
    for (int down = 0; down < 2; down++) {
      for (int right = 0; right < 2; right++) {
        double top = Math.floor(y) + down;
        double left = Math.floor(x) + right;
        double weight = (1 - Math.abs(y - top)) * (1 - Math.abs(x - left));
        int[] source = {at[0], inside(top, from.dim(1)), inside(left, from.dim(2)), at[3]};
        map.add(Places.index(from, source), place, weight);
      }
    }
  }

  private static int inside(double index, int length) {
    return (int) Math.max(0, Math.min(length - 1, index));
  }
}
