package org.ganforge.tf.form;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * A convolution of stride 1 with fewer products, by a {@link WinogradFilter} along each axis: sums
 * of pixels times sums of taps. It rounds a little more than a plain one, too much for 16 bits.
 */
record Winograd(ManyProducts products) implements ConvolutionForm {
  /**
   * How many products take as long as moving one number of a sum, on the fastest processor
   * measured.
   */
  private static final long MOVE = 8;

  /** Sums of taps are made once for each batch, usually of this size. */
  private static final int USUAL_BATCH = 64;

  /** The most numbers in the sums of one image and its output; there are more sums than pixels. */
  private static final long MOST_SUMS = 400_000;

  /**
   * The most numbers in the sums of taps, and in their gradient before it is added up over tiles.
   */
  private static final long MOST_TAP_SUMS = 1 << 25;

  /** Below this many products per image, the sums cost more than they save. */
  private static final long LEAST_PRODUCTS = 100_000;

  /**
   * The numbers of products, and their sizes.
   *
   * @param rows products along a column
   * @param columns products along a row
   * @param rowTiles tiles along a column
   */
  record Sizes(int rows, int columns, int rowTiles, int channels, int filters) {}

  private record Filters(WinogradFilter rows, WinogradFilter columns) {}

  @Override
  public String name() {
    return products == ManyProducts.APART ? "winograd" : "winograd batched";
  }

  @Override
  public boolean suits16Bits() {
    return false;
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    if (direction == Direction.INPUT
        || shape.groups() > 1
        || shape.isProduct()
        || shape.products() < LEAST_PRODUCTS) {
      return false;
    }
    return filters(shape)
        .filter(filters -> isSmall(shape, filters))
        .filter(
            filters ->
                cost(shape, filters)
                    <= (long) shape.rows().met()
                        * shape.columns().met()
                        * shape.channels()
                        * shape.filters())
        .isPresent();
  }

  private static Optional<Filters> filters(ConvolutionShape shape) {
    return WinogradFilter.of(shape.rows())
        .flatMap(
            rows -> WinogradFilter.of(shape.columns()).map(columns -> new Filters(rows, columns)));
  }

  private static boolean isSmall(ConvolutionShape shape, Filters filters) {
    long products = (long) filters.rows().size() * filters.columns().size();
    long weights = (long) shape.channels() * shape.filters();
    return products * (shape.channels() + shape.filters()) <= MOST_SUMS
        && (long) filters.rows().size() * filters.columns().products() * weights <= MOST_TAP_SUMS;
  }

  /** Returns the cost of an image in products, counting moved numbers as products too. */
  private static long cost(ConvolutionShape shape, Filters filters) {
    WinogradFilter rows = filters.rows();
    WinogradFilter columns = filters.columns();
    long weights = (long) shape.channels() * shape.filters();
    long products = (long) rows.size() * columns.size();
    long tapSums =
        (long) rows.products() * columns.products() * rows.taps() * columns.taps() * weights;
    long before = (long) rows.size() * columns.pixels() * shape.channels();
    long after = (long) rows.places() * columns.size() * shape.filters();
    long sums =
        before * (rows.pixels() + columns.size()) + after * (rows.size() + columns.places());
    return products * weights
        + tapSums / USUAL_BATCH
        + sums
        + MOVE * (products * (shape.channels() + shape.filters()) + before + after);
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    Filters filters = filters(shape).orElseThrow();
    WinogradFilter rows = filters.rows();
    WinogradFilter columns = filters.columns();
    Sizes sizes =
        new Sizes(
            rows.products(), columns.products(), rows.tiles(), shape.channels(), shape.filters());
    Operand<T> images =
        along(ops, rows.input(), columns.input(), first(ops, left), shape.channels());
    Operand<T> tiles = tiles(ops, sizes, images, shape.channels());
    Operand<T> taps = ops.constant(outer(rows.kernel(), columns.kernel()));
    if (direction == Direction.FORWARD) {
      Operand<T> flat =
          ops.reshape(
              right,
              (long) rows.taps() * columns.taps(),
              (long) shape.channels() * shape.filters());
      Operand<T> made = products.forward(ops, sizes, tiles, ops.product(taps, flat));
      Operand<T> output = along(ops, rows.output(), columns.output(), made, shape.filters());
      return ops.transpose(output, 2, 0, 1, 3);
    }
    Operand<T> outputs =
        along(
            ops,
            turned(rows.output()),
            turned(columns.output()),
            first(ops, right),
            shape.filters());
    Operand<T> sums =
        products.kernel(ops, sizes, tiles, tiles(ops, sizes, outputs, shape.filters()));
    return ops.reshape(
        ops.productOfTurnedLeft(taps, sums),
        rows.taps(),
        columns.taps(),
        shape.channels(),
        shape.filters());
  }

  /** Returns {@code [rows, columns, batch, depth]}. */
  private static <T extends TNumber> Operand<T> first(FormOps<T> ops, Operand<T> images) {
    return ops.transpose(images, 1, 2, 0, 3);
  }

  private static <T extends TNumber> Operand<T> tiles(
      FormOps<T> ops, Sizes sizes, Operand<T> sums, int depth) {
    return ops.reshape(sums, sizes.rows(), sizes.rowTiles(), sizes.columns(), -1, depth);
  }

  /**
   * Multiplies by a matrix along each of the first two axes.
   *
   * @param values {@code [rows, columns, batch, depth]}, or the same with separate tiles
   */
  private static <T extends TNumber> Operand<T> along(
      FormOps<T> ops, float[][] rows, float[][] columns, Operand<T> values, int depth) {
    Operand<T> byRow = ops.product(ops.constant(rows), ops.reshape(values, rows[0].length, -1));
    Operand<T> apart = ops.reshape(byRow, rows.length, columns[0].length, -1);
    Operand<T> byColumn =
        ops.products(
            ops.reshape(ops.constant(columns), 1, columns.length, columns[0].length), false, apart);
    return ops.reshape(byColumn, rows.length, columns.length, -1, depth);
  }

  private static float[][] turned(float[][] matrix) {
    float[][] turned = new float[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < turned.length; j++) {
        turned[j][i] = matrix[i][j];
      }
    }
    return turned;
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
