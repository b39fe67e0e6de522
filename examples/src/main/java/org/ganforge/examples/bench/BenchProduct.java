package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.tf.Precision;

/**
 * The matrix product that measures the machine's best rate.
 *
 * @param precision the precision of its numbers
 * @param threads how many processor cores
 */
record BenchProduct(Precision precision, int threads) {
  /** Rows and columns of both matrices: large enough to reach the machine's full speed. */
  static final int SIZE = 2048;

  static BenchProduct of(BenchForm form) {
    return new BenchProduct(form.precision(), form.threads());
  }

  @Override
  public String toString() {
    return "matrix product of "
        + SIZE
        + " rows in "
        + precision
        + " on "
        + Console.count(threads, "thread");
  }

  ObjectNode toJson() {
    return Json.object()
        .put("precision", precision.toString())
        .put("threads", threads)
        .put("size", SIZE);
  }

  static BenchProduct read(JsonNode json) {
    return new BenchProduct(
        Precision.valueOf(json.get("precision").textValue().toUpperCase(Locale.ROOT)),
        json.get("threads").intValue());
  }

  /** Returns floating-point operations per second. */
  static double rate(double milliseconds) {
    return 2e3 * SIZE * SIZE * SIZE / milliseconds;
  }
}
