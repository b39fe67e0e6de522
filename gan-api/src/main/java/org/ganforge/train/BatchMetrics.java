package org.ganforge.train;

/**
 * What one batch gave, before its update.
 *
 * @param loss the mean loss
 * @param accuracy the share of outputs on their label's side of the threshold, in [0, 1]
 */
public record BatchMetrics(double loss, double accuracy) {
  /** Returns the mean of two, as the separate updates of one turn are shown. */
  public BatchMetrics mean(BatchMetrics other) {
    return new BatchMetrics((loss + other.loss) / 2, (accuracy + other.accuracy) / 2);
  }
}
