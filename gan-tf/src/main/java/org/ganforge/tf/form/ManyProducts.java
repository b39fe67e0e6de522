package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * The products of a Winograd convolution, one for each pair of a row's and a column's product, as
 * one operation or separately: on some processors batched products run at half the speed of single
 * ones.
 */
enum ManyProducts {
  /** Products of two matrices, one by one. */
  APART {
    @Override
    <T extends TNumber> Operand<T> forward(
        FormOps<T> ops, Winograd.Sizes sizes, Operand<T> images, Operand<T> kernels) {
      List<List<Operand<T>>> image = grid(ops, sizes, images);
      List<Operand<T>> kernel = list(ops, sizes, kernels);
      List<Operand<T>> rows = new ArrayList<>();
      for (int row = 0; row < sizes.rows(); row++) {
        List<Operand<T>> products = new ArrayList<>();
        for (int column = 0; column < sizes.columns(); column++) {
          Operand<T> product =
              ops.product(
                  ops.reshape(image.get(row).get(column), -1, sizes.channels()),
                  kernel.get(row * sizes.columns() + column));
          products.add(ops.reshape(product, sizes.rowTiles(), 1, -1, sizes.filters()));
        }
        rows.add(ops.concat(products, 1));
      }
      return ops.concat(rows, 0);
    }

    @Override
    <T extends TNumber> Operand<T> kernel(
        FormOps<T> ops, Winograd.Sizes sizes, Operand<T> images, Operand<T> outputs) {
      List<List<Operand<T>>> image = grid(ops, sizes, images);
      List<List<Operand<T>>> output = grid(ops, sizes, outputs);
      List<Operand<T>> products = new ArrayList<>();
      for (int row = 0; row < sizes.rows(); row++) {
        for (int column = 0; column < sizes.columns(); column++) {
          Operand<T> product =
              ops.productOfTurnedLeft(
                  ops.reshape(image.get(row).get(column), -1, sizes.channels()),
                  ops.reshape(output.get(row).get(column), -1, sizes.filters()));
          products.add(ops.reshape(product, 1, (long) sizes.channels() * sizes.filters()));
        }
      }
      return ops.concat(products, 0);
    }

    private <T extends TNumber> List<List<Operand<T>>> grid(
        FormOps<T> ops, Winograd.Sizes sizes, Operand<T> sums) {
      List<List<Operand<T>>> grid = new ArrayList<>();
      for (Operand<T> row : split(ops, sums, 0, sizes.rows())) {
        grid.add(split(ops, row, 2, sizes.columns()));
      }
      return grid;
    }

    private <T extends TNumber> List<Operand<T>> list(
        FormOps<T> ops, Winograd.Sizes sizes, Operand<T> kernels) {
      return split(ops, kernels, 0, sizes.rows() * sizes.columns()).stream()
          .map(kernel -> ops.reshape(kernel, sizes.channels(), sizes.filters()))
          .toList();
    }

    private <T extends TNumber> List<Operand<T>> split(
        FormOps<T> ops, Operand<T> values, int axis, int parts) {
      if (parts == 1) {
        return List.of(values);
      }
      return List.copyOf(ops.tf().split(ops.tf().constant(axis), values, (long) parts).output());
    }
  },
  /** All of them as one operation. */
  BATCHED {
    @Override
    <T extends TNumber> Operand<T> forward(
        FormOps<T> ops, Winograd.Sizes sizes, Operand<T> images, Operand<T> kernels) {
      Operand<T> shared =
          ops.reshape(kernels, sizes.rows(), 1, sizes.columns(), sizes.channels(), sizes.filters());
      return ops.products(images, false, shared);
    }

    @Override
    <T extends TNumber> Operand<T> kernel(
        FormOps<T> ops, Winograd.Sizes sizes, Operand<T> images, Operand<T> outputs) {
      Operand<T> ofTiles = ops.products(images, true, outputs);
      Operand<T> products =
          sizes.rowTiles() == 1 ? ofTiles : ops.tf().sum(ofTiles, ops.tf().constant(1));
      return ops.reshape(
          products,
          (long) sizes.rows() * sizes.columns(),
          (long) sizes.channels() * sizes.filters());
    }
  };

  /**
   * Returns the products, {@code [row products, row tiles, column products, column tiles * batch,
   * filters]} or the same with the first two dimensions merged.
   *
   * @param images sums of pixels, {@code [row products, row tiles, column products, column tiles *
   *     batch, channels]}
   * @param kernels sums of taps, {@code [row products * column products, channels * filters]}
   */
  abstract <T extends TNumber> Operand<T> forward(
      FormOps<T> ops, Winograd.Sizes sizes, Operand<T> images, Operand<T> kernels);

  /**
   * Returns the gradient of the sums of taps, {@code [row products * column products, channels *
   * filters]}.
   *
   * @param images as in {@link #forward}
   * @param outputs the products' gradients, laid out like the images
   */
  abstract <T extends TNumber> Operand<T> kernel(
      FormOps<T> ops, Winograd.Sizes sizes, Operand<T> images, Operand<T> outputs);
}
