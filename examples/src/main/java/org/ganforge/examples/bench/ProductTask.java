package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.FormsArgument;
import org.ganforge.tf.bench.MatrixProduct;

/** A product of two matrices, whose rate is the best that this machine can reach. */
final class ProductTask implements BenchTask {
  private final MatrixProduct product;

  private ProductTask(MatrixProduct product) {
    this.product = product;
  }

  static ProductTask open(BenchProduct form) {
    return new ProductTask(
        BenchForm.backend(form.precision(), FormsArgument.PLAIN, form.threads(), 1)
            .matrixProduct(BenchProduct.SIZE));
  }

  @Override
  public ObjectNode opened() {
    return Json.object();
  }

  @Override
  public void run() {
    product.run();
  }

  @Override
  public ObjectNode arithmetic() {
    return Json.object().put("needed", product.flops()).put("padded", product.flops());
  }

  @Override
  public void close() {
    product.close();
  }
}
