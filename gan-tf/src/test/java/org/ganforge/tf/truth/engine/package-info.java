/**
 * Asks TensorFlow's engine for the operations that the library builds, on random shapes, and
 * compares its answers with plain arithmetic in double precision.
 */
@NullMarked
package org.ganforge.tf.truth.engine;

import org.jspecify.annotations.NullMarked;
