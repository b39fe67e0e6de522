package org.ganforge.tf.truth.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ganforge.layer.TensorShape;

/** Operations that move blocks of pixels into channels or into the batch, and back. */
final class BlockMoves {
  private BlockMoves() {}

  static List<Operation> all() {
    return List.of(
        Operation.of("DepthToSpace", draw -> depthToSpace(draw, true)),
        Operation.of("SpaceToDepth", draw -> depthToSpace(draw, false)),
        Operation.of("SpaceToBatchND", draw -> Phases.draw(draw).question(draw, true)),
        Operation.of("BatchToSpaceND", draw -> Phases.draw(draw).question(draw, false)));
  }

  private static Question depthToSpace(Draw draw, boolean toSpace) {
    int block = draw.between(2, 4);
    int depth = draw.between(1, 60);
    TensorShape deep =
        TensorShape.of(draw.batch(), draw.side(), draw.side(), depth * block * block);
    TensorShape wide = TensorShape.of(deep.dim(0), deep.dim(1) * block, deep.dim(2) * block, depth);
    UnaryOperator<int[]> inDeep =
        at ->
            new int[] {
              at[0],
              at[1] / block,
              at[2] / block,
              (at[1] % block * block + at[2] % block) * depth + at[3]
            };
    UnaryOperator<int[]> inWide =
        at ->
            new int[] {
              at[0],
              at[1] * block + at[3] / depth / block,
              at[2] * block + at[3] / depth % block,
              at[3] % depth
            };
    LinearMap map = toSpace ? Moves.map(deep, wide, inDeep) : Moves.map(wide, deep, inWide);
    return Moves.question(
        draw,
        "block " + block,
        map,
        toSpace ? deep : wide,
        (tf, in) ->
            List.of(
                toSpace
                    ? tf.nn.depthToSpace(in.get(0), (long) block)
                    : tf.nn.spaceToDepth(in.get(0), (long) block)));
  }

  /**
   * Images and their phases in the batch.
   *
   * @param whole the images
   * @param phases one image for each place in a block
   * @param rows the block's rows
   * @param columns the block's columns
   * @param pads numbers of zeros around the images that make their sides multiples of the block's
   */
  private record Phases(
      TensorShape whole, TensorShape phases, int rows, int columns, List<List<Integer>> pads) {
    static Phases draw(Draw draw) {
      int rows = draw.between(1, 3);
      int columns = draw.between(1, 3);
      TensorShape whole =
          TensorShape.of(draw.batch(), draw.side(), draw.side(), draw.between(1, 70));
      List<Integer> vertical = pads(draw, whole.dim(1), rows);
      List<Integer> horizontal = pads(draw, whole.dim(2), columns);
      TensorShape phases =
          TensorShape.of(
              whole.dim(0) * rows * columns,
              (whole.dim(1) + vertical.get(0) + vertical.get(1)) / rows,
              (whole.dim(2) + horizontal.get(0) + horizontal.get(1)) / columns,
              whole.dim(3));
      return new Phases(whole, phases, rows, columns, List.of(vertical, horizontal));
    }

    private static List<Integer> pads(Draw draw, int side, int block) {
      int before = draw.between(0, 2);
      return List.of(before, Math.floorMod(-side - before, block));
    }

    private int before(int axis) {
      return pads.get(axis).get(0);
    }

    private int[] inWhole(int[] at) {
      int phase = at[0] / whole.dim(0);
      int y = at[1] * rows + phase / columns - before(0);
      int x = at[2] * columns + phase % columns - before(1);
      return new int[] {at[0] % whole.dim(0), y, x, at[3]};
    }

    private int[] inPhases(int[] at) {
      int y = at[1] + before(0);
      int x = at[2] + before(1);
      int phase = y % rows * columns + x % columns;
      return new int[] {phase * whole.dim(0) + at[0], y / rows, x / columns, at[3]};
    }

    Question question(Draw draw, boolean toBatch) {
      int[] block = {rows, columns};
      int[][] around = new int[2][2];
      for (int i = 0; i < 4; i++) {
        around[i / 2][i % 2] = pads.get(i / 2).get(i % 2);
      }
      return Moves.question(
          draw,
          "block " + Arrays.toString(block) + " pads " + pads,
          toBatch
              ? Moves.map(whole, phases, this::inWhole)
              : Moves.map(phases, whole, this::inPhases),
          toBatch ? whole : phases,
          (tf, in) ->
              List.of(
                  toBatch
                      ? tf.spaceToBatchNd(in.get(0), tf.constant(block), tf.constant(around))
                      : tf.batchToSpaceNd(in.get(0), tf.constant(block), tf.constant(around))));
    }
  }
}
