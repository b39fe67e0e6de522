package org.ganforge.tf.graph;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Real images of a step.
 *
 * @param images the images
 * @param labels the numbers of their classes, {@code [count, 1]}; null if no network takes any
 */
record RealBatch(Operand<TFloat32> images, @Nullable Operand<TFloat32> labels) {}
