package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * Turns blocks of pixels, as large as the strides, into the channels of one pixel, and kernels to
 * match. A convolution with strides becomes one without.
 */
final class Blocks {
  private Blocks() {}

  /** Returns an image with its border, padded to the whole strides of {@link Axis#blocks}. */
  static <T extends TNumber> Operand<T> wholeStrides(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> image) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    return ops.pad(
        image,
        new int[] {-1, rows.in(), columns.in(), shape.channels()},
        new int[] {0, rows.before(), columns.before(), 0},
        new int[] {
          0,
          rows.blocks().in() * rows.stride() - rows.in() - rows.before(),
          columns.blocks().in() * columns.stride() - columns.in() - columns.before(),
          0
        });
  }

  /** Returns an image with its border as the blocks of {@link ConvolutionShape#blocks}. */
  static <T extends TNumber> Operand<T> ofImage(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> image) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    int height = rows.blocks().in();
    int width = columns.blocks().in();
    Operand<T> padded = wholeStrides(ops, shape, image);
    if (rows.stride() == columns.stride()) {
      return rows.stride() == 1 ? padded : ops.tf().nn.spaceToDepth(padded, (long) rows.stride());
    }
    Operand<T> apart =
        ops.reshape(padded, -1, height, rows.stride(), width, columns.stride(), shape.channels());
    int block = rows.stride() * columns.stride() * shape.channels();
    return ops.reshape(ops.transpose(apart, 0, 1, 3, 2, 4, 5), -1, height, width, block);
  }

  /** Returns the image whose blocks these are; its first pixel is at the axes' offsets. */
  static <T extends TNumber> Operand<T> toImage(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> blocks) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    int height = rows.flipped().out();
    int width = columns.flipped().out();
    Operand<T> image = blocks;
    if (rows.stride() != columns.stride()) {
      Operand<T> apart =
          ops.reshape(blocks, -1, height, width, rows.stride(), columns.stride(), shape.channels());
      image =
          ops.reshape(
              ops.transpose(apart, 0, 1, 3, 2, 4, 5),
              -1,
              (long) height * rows.stride(),
              (long) width * columns.stride(),
              shape.channels());
    } else if (rows.stride() > 1) {
      image = ops.tf().nn.depthToSpace(blocks, (long) rows.stride());
    }
    return Border.part(
        ops,
        image,
        new int[] {height * rows.stride(), width * columns.stride()},
        new int[] {rows.offset(), columns.offset()},
        shape);
  }

  /** Returns the kernel over blocks, {@code [block taps, block taps, block channels, filters]}. */
  static <T extends TNumber> Operand<T> ofKernel(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> kernel) {
    if (!shape.hasStrides()) {
      return kernel;
    }
    ConvolutionShape blocks = shape.blocks();
    return ops.reshape(
        ops.transpose(apart(ops, shape, kernel), 0, 2, 1, 3, 4, 5),
        blocks.rows().taps(),
        blocks.columns().taps(),
        blocks.channels(),
        blocks.filters());
  }

  /** Returns the kernel from which {@link #ofKernel} makes this one. */
  static <T extends TNumber> Operand<T> toKernel(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> ofBlocks) {
    if (!shape.hasStrides()) {
      return ofBlocks;
    }
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    Operand<T> apart =
        ops.reshape(
            ofBlocks,
            rows.strides(),
            columns.strides(),
            rows.stride(),
            columns.stride(),
            shape.channels(),
            shape.filters());
    int height = rows.strides() * rows.stride();
    int width = columns.strides() * columns.stride();
    Operand<T> whole =
        ops.reshape(
            ops.transpose(apart, 0, 2, 1, 3, 4, 5),
            height,
            width,
            shape.channels(),
            shape.filters());
    return ops.pad(
        whole,
        new int[] {height, width, shape.channels(), shape.filters()},
        new int[4],
        new int[] {rows.taps() - height, columns.taps() - width, 0, 0});
  }

  /**
   * Returns the kernel that {@link ConvolutionShape#flipped} convolves the output's gradient with:
   * rotated by 180 degrees, with a block of pixels as its filters. The filters of a group are
   * neighbours.
   */
  static <T extends TNumber> Operand<T> flippedKernel(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> kernel) {
    ConvolutionShape flipped = shape.flipped();
    Operand<T> ordered = ops.transpose(apart(ops, shape, kernel), 0, 2, 5, 1, 3, 4);
    Operand<T> turned = ops.reverse(ordered, 0, 1);
    int groups = shape.groups();
    if (groups > 1) {
      int taps = flipped.rows().taps() * flipped.columns().taps();
      int block = flipped.filters() / groups;
      turned = ops.transpose(ops.reshape(turned, taps, groups, flipped.depth(), block), 0, 2, 1, 3);
    }
    return ops.reshape(
        turned,
        flipped.rows().taps(),
        flipped.columns().taps(),
        flipped.depth(),
        flipped.filters());
  }

  /** Reorders the channels of blocks from group by group to pixel by pixel. */
  static <T extends TNumber> Operand<T> ofPixels(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> ofGroups) {
    int block = shape.rows().stride() * shape.columns().stride();
    if (shape.groups() == 1 || block == 1) {
      return ofGroups;
    }
    ConvolutionShape flipped = shape.flipped();
    int height = flipped.rows().out();
    int width = flipped.columns().out();
    Operand<T> apart =
        ops.reshape(ofGroups, -1, (long) height * width, shape.groups(), block, shape.depth());
    return ops.reshape(ops.transpose(apart, 0, 1, 3, 2, 4), -1, height, width, flipped.filters());
  }

  /** Returns the kernel, zero-padded to whole strides, as {@code [q, s, q', s', depth, f]}. */
  private static <T extends TNumber> Operand<T> apart(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> kernel) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    Operand<T> whole =
        ops.pad(
            kernel,
            new int[] {rows.taps(), columns.taps(), shape.depth(), shape.filters()},
            new int[4],
            new int[] {
              rows.strides() * rows.stride() - rows.taps(),
              columns.strides() * columns.stride() - columns.taps(),
              0,
              0
            });
    return ops.reshape(
        whole,
        rows.strides(),
        rows.stride(),
        columns.strides(),
        columns.stride(),
        shape.depth(),
        shape.filters());
  }
}
