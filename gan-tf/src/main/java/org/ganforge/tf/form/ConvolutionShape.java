package org.ganforge.tf.form;

import java.util.Locale;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;

/**
 * The sizes of a convolution without its batch: from an image {@code [rows.in, columns.in,
 * channels]} with a kernel {@code [rows.taps, columns.taps, channels / groups, filters]} to {@code
 * [rows.out, columns.out, filters]}. A matrix product is a convolution of images of one pixel.
 *
 * @param groups how many groups of neighbours the channels and filters are split into; each filter
 *     sees only the channels of its group
 */
public record ConvolutionShape(Axis rows, Axis columns, int channels, int filters, int groups) {
  /**
   * Returns the sizes under one of TensorFlow's paddings.
   *
   * @param image {@code [height, width, channels]}
   */
  public static ConvolutionShape of(
      TensorShape image, Size2D kernel, Size2D strides, Padding padding, int filters) {
    return new ConvolutionShape(
        Axis.of(padding, image.dim(0), kernel.rows(), strides.rows()),
        Axis.of(padding, image.dim(1), kernel.columns(), strides.columns()),
        image.dim(2),
        filters,
        1);
  }

  /** Returns the sizes of a product with a matrix {@code [channels, filters]}. */
  public static ConvolutionShape product(int channels, int filters) {
    return new ConvolutionShape(Axis.point(), Axis.point(), channels, filters, 1);
  }

  /** Returns whether it is a matrix product. */
  boolean isProduct() {
    return groups == 1 && rows.equals(Axis.point()) && columns.equals(Axis.point());
  }

  /** Returns these sizes with channels and filters in groups. */
  public ConvolutionShape inGroups(int groups) {
    return new ConvolutionShape(rows, columns, channels, filters, groups);
  }

  /** Returns the sizes of one group. */
  ConvolutionShape ofGroup() {
    return new ConvolutionShape(rows, columns, depth(), filters / groups, 1);
  }

  /** Returns how many channels a filter sees, the third side of the kernel. */
  int depth() {
    return channels / groups;
  }

  /** Returns whether each filter sees one channel of several. */
  boolean isDepthwise() {
    return groups > 1 && groups == channels;
  }

  boolean hasStrides() {
    return rows.stride() > 1 || columns.stride() > 1;
  }

  boolean isThinned() {
    return rows.isThinned() || columns.isThinned();
  }

  /**
   * Returns the sizes over blocks of pixels, as large as the strides, each counted as one pixel.
   */
  ConvolutionShape blocks() {
    int block = rows.stride() * columns.stride();
    return new ConvolutionShape(rows.blocks(), columns.blocks(), block * channels, filters, groups);
  }

  /** Returns the sizes of the convolution that computes this one's {@link Direction#INPUT}. */
  ConvolutionShape flipped() {
    int block = rows.stride() * columns.stride();
    return new ConvolutionShape(
        rows.flipped(), columns.flipped(), filters, block * channels, groups);
  }

  ConvolutionShape withChannels(int channels) {
    return new ConvolutionShape(rows, columns, channels, filters, groups);
  }

  /** Returns the sizes over the image with its zeros. */
  ConvolutionShape padded() {
    return new ConvolutionShape(rows.padded(), columns.padded(), channels, filters, groups);
  }

  /** Returns how many numbers an image has. */
  long imageSize() {
    return (long) rows.in() * columns.in() * channels;
  }

  /** Returns how many numbers an output has. */
  long outputSize() {
    return (long) rows.out() * columns.out() * filters;
  }

  /** Returns how many numbers the kernel has. */
  long kernelSize() {
    return (long) rows.taps() * columns.taps() * depth() * filters;
  }

  /** Returns how many products an image takes, including those with the zeros around it. */
  long products() {
    return kernelSize() * rows.out() * columns.out();
  }

  /** Returns how many numbers the patches under the kernel have. */
  long patches() {
    return (long) rows.out() * columns.out() * rows.taps() * columns.taps() * channels;
  }

  /** Returns the sizes in words, {@code 32x32x64 -> 16x16x128, kernel 4x4, strides 2x2, ...}. */
  @Override
  public String toString() {
    if (isProduct()) {
      return channels + " -> " + filters;
    }
    return String.format(
        Locale.ROOT, // a name that checkpoints record
        "%dx%dx%d -> %dx%dx%d, kernel %dx%d, strides %dx%d, zeros %dx%d%s",
        rows.in(),
        columns.in(),
        channels,
        rows.out(),
        columns.out(),
        filters,
        rows.taps(),
        columns.taps(),
        rows.stride(),
        columns.stride(),
        rows.before(),
        columns.before(),
        groups == 1 ? "" : ", groups " + groups);
  }
}
