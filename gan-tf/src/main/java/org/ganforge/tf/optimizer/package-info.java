/** Optimizers as operations over an explicit list of variables. */
@NullMarked
package org.ganforge.tf.optimizer;

import org.jspecify.annotations.NullMarked;
