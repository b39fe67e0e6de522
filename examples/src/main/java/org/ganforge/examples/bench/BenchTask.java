package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a worker runs again and again. */
interface BenchTask extends AutoCloseable {
  /** Opens what the first line of the input describes. */
  static BenchTask open(JsonNode json) {
    return json.has("gan")
        ? IterationTask.open(BenchForm.read(json))
        : ProductTask.open(BenchProduct.read(json));
  }

  /** Returns what opening it has cost, and anything else there is to say. */
  ObjectNode opened();

  /** Runs it once. */
  void run();

  /** Returns the floating-point operations of a run. */
  ObjectNode arithmetic();

  @Override
  void close();
}
