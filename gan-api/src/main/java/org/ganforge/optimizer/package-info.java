/**
 * Optimizers as inert records, with Keras' arguments: learning-rate decay and gradient clipping
 * belong to each.
 */
@NullMarked
package org.ganforge.optimizer;

import org.jspecify.annotations.NullMarked;
