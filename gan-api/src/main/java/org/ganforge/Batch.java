package org.ganforge;

import java.util.Arrays;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * A batch that a GAN takes: real images or noise, with the labels of their classes where the GAN is
 * conditional.
 *
 * @param values images {@code [count, height, width, channels]} or noise {@code [count, length]}
 * @param labels the numbers of their classes, {@code [count, 1]}; null without labels. To draw
 *     images between classes, the shares of all classes, {@code [count, classes]}: see {@link
 *     GanTrainer#generate(Batch)}
 */
public record Batch(FloatTensor values, @Nullable FloatTensor labels) {
  /** Returns a batch without labels. */
  public static Batch of(FloatTensor values) {
    return new Batch(values, null);
  }

  /** Returns a copy all of whose examples are of one class, a number counted from 0. */
  public Batch withLabel(int label) {
    float[] labels = new float[values.count()];
    Arrays.fill(labels, label);
    return withLabels(FloatTensor.wrap(TensorShape.of(labels.length, 1), labels));
  }

  /** Returns a copy with these labels, {@code [count, 1]}, or shares of classes. */
  public Batch withLabels(FloatTensor labels) {
    return new Batch(values, labels);
  }
}
