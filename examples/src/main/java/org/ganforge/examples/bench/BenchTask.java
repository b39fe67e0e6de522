package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A task that a worker runs repeatedly. */
interface BenchTask extends AutoCloseable {
  /** Opens what the first line of the input describes. */
  static BenchTask open(JsonNode json) {
    return json.has("gan")
        ? IterationTask.open(BenchForm.read(json))
        : ProductTask.open(BenchProduct.read(json));
  }

  /** Returns the cost of opening it, and other facts. */
  ObjectNode opened();

  /** Runs it once. */
  void run();

  /** Returns the floating-point operations of a run. */
  ObjectNode arithmetic();

  @Override
  void close();
}
