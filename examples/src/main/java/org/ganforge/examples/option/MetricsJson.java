package org.ganforge.examples.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.train.BatchMetrics;

/** Metrics as JSON, with the names that {@code metrics.jsonl} has. */
public final class MetricsJson {
  private MetricsJson() {}

  /**
   * Adds a network's metrics.
   *
   * @param prefix the network: {@code d_} or {@code g_}
   */
  public static void put(ObjectNode json, String prefix, BatchMetrics metrics) {
    put(json, prefix + "loss", metrics.loss());
    put(json, prefix + "accuracy", metrics.accuracy());
    BatchMetrics.Classes classes = metrics.classes();
    if (classes != null) {
      put(json, prefix + "class_loss", classes.loss());
      put(json, prefix + "class_accuracy", classes.accuracy());
    }
    Double augmentation = metrics.augmentation();
    if (augmentation != null) {
      put(json, prefix + "augmentation", augmentation);
    }
  }

  /** Adds a number; JSON has no non-finite ones, so those become strings. */
  static void put(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.put(name, Double.toString(value));
    }
  }
}
