package org.ganforge.train;

import java.util.List;

/**
 * What one batch gave, before its update.
 *
 * @param loss the mean loss
 * @param accuracy the share of outputs on their label's side of the threshold, in [0, 1]
 */
public record BatchMetrics(double loss, double accuracy) {
  /** Returns the mean of the updates of one turn, as they are shown. */
  public static BatchMetrics mean(List<BatchMetrics> updates) {
    double loss = 0;
    double accuracy = 0;
    for (BatchMetrics update : updates) {
      loss += update.loss;
      accuracy += update.accuracy;
    }
    return new BatchMetrics(loss / updates.size(), accuracy / updates.size());
  }
}
