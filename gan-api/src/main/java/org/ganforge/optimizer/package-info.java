/**
 * Optimizers as inert records with Keras' arguments, each with a {@link
 * org.ganforge.optimizer.LearningRate} and {@link org.ganforge.optimizer.GradientClipping}.
 */
@NullMarked
package org.ganforge.optimizer;

import org.jspecify.annotations.NullMarked;
