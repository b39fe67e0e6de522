/** Gradients of our own for values that TensorFlow has none for. */
@NullMarked
package org.ganforge.tf.gradient;

import org.jspecify.annotations.NullMarked;
