package org.ganforge;

import org.ganforge.layer.FloatTensor;
import org.jspecify.annotations.Nullable;

/**
 * A batch that a GAN takes: real images or noise, with the labels of their classes where the GAN is
 * conditional.
 *
 * @param values images {@code [count, height, width, channels]} or noise {@code [count, length]}
 * @param labels the numbers of their classes, {@code [count, 1]}; null without labels
 */
public record Batch(FloatTensor values, @Nullable FloatTensor labels) {
  /** Returns a batch without labels. */
  public static Batch of(FloatTensor values) {
    return new Batch(values, null);
  }

  /** Returns a copy with these labels, {@code [count, 1]}. */
  public Batch withLabels(FloatTensor labels) {
    return new Batch(values, labels);
  }
}
