package org.ganforge.tf.rewrite;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution with fewer products, by a {@link WinogradFilter} along each axis: sums of pixels
 * times sums of taps as one batch of matrix products. It rounds a little more than a plain one.
 */
record WinogradConvolution(WinogradFilter rows, WinogradFilter columns, int channels, int filters) {
  /** How many products take as long as moving one number of a sum, on the processors measured. */
  private static final long MOVE = 20;

  /** The share of a plain convolution's time below which this one is worth its memory. */
  private static final double MOST_SHARE = 0.85;

  /** Sums of taps are made once for a batch, most often one of this size. */
  private static final int USUAL_BATCH = 64;

  /** Numbers in the sums of one image and of its output: more than pixels, and kept. */
  private static final long MOST_SUMS = 400_000;

  /** Numbers in the sums of taps, and in their gradient before that of tiles is added up. */
  private static final long MOST_TAP_SUMS = 1 << 25;

  /**
   * Returns the form of a convolution where it is faster and not much larger.
   *
   * @param rows what the kernel's rows see of the image's
   * @param columns what the kernel's columns see of the image's
   */
  static Optional<WinogradConvolution> of(
      TapReach rows, TapReach columns, int channels, int filters) {
    return WinogradFilter.of(rows)
        .flatMap(
            r ->
                WinogradFilter.of(columns)
                    .map(c -> new WinogradConvolution(r, c, channels, filters)))
        .filter(WinogradConvolution::isSmall)
        .filter(form -> form.cost() <= MOST_SHARE * rows.met() * columns.met() * form.weights());
  }

  private boolean isSmall() {
    return products() * (channels + filters) <= MOST_SUMS
        && (long) rows.size() * columns.products() * weights() <= MOST_TAP_SUMS;
  }

  /** Returns the products for each channel and filter. */
  private long products() {
    return (long) rows.size() * columns.size();
  }

  private long weights() {
    return (long) channels * filters;
  }

  /** Returns the products of an image, with what is moved counted as products. */
  long cost() {
    long tapSums =
        (long) rows.products() * columns.products() * rows.taps() * columns.taps() * weights();
    long before = (long) rows.size() * columns.pixels() * channels;
    long after = (long) rows.places() * columns.size() * filters;
    long sums =
        before * (rows.pixels() + columns.size()) + after * (rows.size() + columns.places());
    return products() * weights()
        + tapSums / USUAL_BATCH
        + sums
        + MOVE * (products() * (channels + filters) + before + after);
  }

  /**
   * Returns {@code [batch, height, width, filters]}.
   *
   * @param image {@code [batch, height, width, channels]}
   * @param kernel {@code [rows, columns, channels, filters]}
   */
  Operand<TFloat32> compile(Ops tf, Operand<TFloat32> image, Operand<TFloat32> kernel) {
    Operand<TFloat32> output =
        along(tf, rows.output(), columns.output(), multiply(tf, image, kernel), filters);
    return tf.linalg.transpose(output, tf.constant(new int[] {2, 0, 1, 3}));
  }

  /** Returns the products, {@code [row products, column products, batch, filters]}. */
  private Operand<TFloat32> multiply(Ops tf, Operand<TFloat32> image, Operand<TFloat32> kernel) {
    Operand<TFloat32> pixels = tf.linalg.transpose(image, tf.constant(new int[] {1, 2, 0, 3}));
    Operand<TFloat32> sums = along(tf, rows.input(), columns.input(), pixels, channels);
    int[] tiled = {rows.products(), rows.tiles(), columns.products(), -1, channels};
    int taps = rows.taps() * columns.taps();
    Operand<TFloat32> flat = tf.reshape(kernel, tf.constant(new int[] {taps, channels * filters}));
    Operand<TFloat32> tapSums =
        tf.linalg.matMul(tf.constant(outer(rows.kernel(), columns.kernel())), flat);
    int[] shared = {rows.products(), 1, columns.products(), channels, filters};
    return BatchProduct.ofShared(
        tf, tf.reshape(sums, tf.constant(tiled)), tf.reshape(tapSums, tf.constant(shared)), 1);
  }

  /**
   * Multiplies by a matrix along each of the two first axes.
   *
   * @param values {@code [rows, columns, batch, depth]}, or that with tiles apart
   */
  private static Operand<TFloat32> along(
      Ops tf, float[][] rows, float[][] columns, Operand<TFloat32> values, int depth) {
    int[] lines = {rows[0].length, -1};
    Operand<TFloat32> byRow =
        tf.linalg.matMul(tf.constant(rows), tf.reshape(values, tf.constant(lines)));
    int[] apart = {rows.length, columns[0].length, -1};
    Operand<TFloat32> byColumn =
        BatchProduct.of(
            tf, tf.constant(new float[][][] {columns}), tf.reshape(byRow, tf.constant(apart)));
    int[] joined = {rows.length, columns.length, -1, depth};
    return tf.reshape(byColumn, tf.constant(joined));
  }

  /** Returns a line for each pair of lines, a column for each pair of columns. */
  private static float[][] outer(float[][] rows, float[][] columns) {
    float[][] outer = new float[rows.length * columns.length][rows[0].length * columns[0].length];
    for (int line = 0; line < outer.length; line++) {
      for (int i = 0; i < outer[line].length; i++) {
        outer[line][i] =
            rows[line / columns.length][i / columns[0].length]
                * columns[line % columns.length][i % columns[0].length];
      }
    }
    return outer;
  }
}
