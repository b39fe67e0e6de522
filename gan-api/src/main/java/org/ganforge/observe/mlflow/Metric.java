package org.ganforge.observe.mlflow;

import java.util.Map;

/**
 * A point of a curve.
 *
 * @param timestamp in milliseconds since 1970
 * @param step the iteration
 */
public record Metric(String key, double value, long timestamp, long step) {
  Map<String, Object> fields() {
    return Map.of("key", key, "value", value, "timestamp", timestamp, "step", step);
  }
}
