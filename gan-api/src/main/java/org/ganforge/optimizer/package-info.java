/**
 * Optimizers as inert records, with Keras' arguments: a {@link org.ganforge.optimizer.LearningRate}
 * and {@link org.ganforge.optimizer.GradientClipping} belong to each.
 */
@NullMarked
package org.ganforge.optimizer;

import org.jspecify.annotations.NullMarked;
