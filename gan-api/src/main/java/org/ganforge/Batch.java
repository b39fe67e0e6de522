package org.ganforge;

import java.util.Arrays;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * A batch of input for a GAN: real images or noise, with class labels if the GAN is conditional.
 *
 * @param values images {@code [count, height, width, channels]} or noise {@code [count, length]}
 * @param labels the class numbers, {@code [count, 1]}; null without labels. For images between
 *     classes, the weights of all classes, {@code [count, classes]}: see {@link
 *     GanTrainer#generate(Batch)}
 */
public record Batch(FloatTensor values, @Nullable FloatTensor labels) {
  /** Returns a batch without labels. */
  public static Batch of(FloatTensor values) {
    return new Batch(values, null);
  }

  /** Returns a copy in which all examples have this class, counted from 0. */
  public Batch withLabel(int label) {
    float[] labels = new float[values.count()];
    Arrays.fill(labels, label);
    return withLabels(FloatTensor.wrap(TensorShape.of(labels.length, 1), labels));
  }

  /**
   * Returns a copy with these labels, {@code [count, 1]}, or class weights, {@code [count,
   * classes]}.
   */
  public Batch withLabels(FloatTensor labels) {
    return new Batch(values, labels);
  }
}
