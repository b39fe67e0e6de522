package org.ganforge.plain;

import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Objective;
import org.ganforge.train.BatchMetrics;

/** Binary cross-entropy of a batch. */
final class PlainLoss {
  /** Keras 3's. */
  private static final double EPSILON = 1e-7;

  private final BatchMetrics metrics;
  private final double[][] gradient;

  private PlainLoss(BatchMetrics metrics, double[][] gradient) {
    this.metrics = metrics;
    this.gradient = gradient;
  }

  BatchMetrics metrics() {
    return metrics;
  }

  /** Returns the gradient of the loss with respect to each output. */
  double[][] gradient() {
    return gradient;
  }

  /**
   * Returns the loss of a batch.
   *
   * @param labels one for each output
   */
  static PlainLoss of(Objective objective, double[][] outputs, double[] labels) {
    if (!(objective instanceof BinaryCrossentropy crossentropy)
        || crossentropy.saturating()
        || crossentropy.labels().flip() != 0) {
      throw PlainBackend.unsupported("objective " + objective);
    }
    int count = outputs.length;
    double sum = 0;
    int right = 0;
    double[][] gradient = new double[count][1];
    for (int i = 0; i < count; i++) {
      double y = outputs[i][0];
      double smoothing = crossentropy.labelSmoothing();
      double t = labels[i] * (1 - smoothing) + smoothing / 2;
      if (crossentropy.fromLogits()) {
        sum += Math.max(y, 0) - y * t + Math.log1p(Math.exp(-Math.abs(y)));
        gradient[i][0] = (1 / (1 + Math.exp(-y)) - t) / count;
      } else {
        double p = Math.min(Math.max(y, EPSILON), 1 - EPSILON);
        sum -= t * Math.log(p) + (1 - t) * Math.log(1 - p);
        gradient[i][0] = p == y ? (p - t) / (p * (1 - p)) / count : 0;
      }
      right += (y > objective.threshold()) == (labels[i] > 0.5) ? 1 : 0;
    }
    return new PlainLoss(new BatchMetrics(sum / count, right / (double) count), gradient);
  }
}
