package org.ganforge.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one batch, computed before its update.
 *
 * @param loss the mean loss
 * @param accuracy the share of outputs on their label's side of the threshold, in [0, 1]
 * @param classes the auxiliary classifier's metrics; null where there is none
 * @param augmentation the probability with which the discriminator's update changed images; null
 *     where it is not adapted, and for the generator and checks
 */
public record BatchMetrics(
    double loss, double accuracy, @Nullable Classes classes, @Nullable Double augmentation) {
  /**
   * The auxiliary classifier's metrics.
   *
   * @param loss the mean cross-entropy, not weighted; it is part of the whole loss by its weights
   * @param accuracy the share of images whose class it predicted, in [0, 1]
   */
  public record Classes(double loss, double accuracy) {}

  /** Takes metrics without those of an auxiliary classifier and of adaptive augmentation. */
  public BatchMetrics(double loss, double accuracy) {
    this(loss, accuracy, null, null);
  }

  /** Returns the mean over the updates of one turn, as displayed. */
  public static BatchMetrics mean(List<BatchMetrics> updates) {
    List<Classes> classes = new ArrayList<>();
    List<Double> augmentation = new ArrayList<>();
    for (BatchMetrics update : updates) {
      if (update.classes != null) {
        classes.add(update.classes);
      }
      if (update.augmentation != null) {
        augmentation.add(update.augmentation);
      }
    }
    return new BatchMetrics(
        mean(updates, BatchMetrics::loss),
        mean(updates, BatchMetrics::accuracy),
        classes.isEmpty()
            ? null
            : new Classes(mean(classes, Classes::loss), mean(classes, Classes::accuracy)),
        augmentation.isEmpty() ? null : mean(augmentation, Double::doubleValue));
  }

  private static <T> double mean(List<T> all, ToDoubleFunction<T> of) {
    double sum = 0;
    for (T one : all) {
      sum += of.applyAsDouble(one);
    }
    return sum / all.size();
  }
}
