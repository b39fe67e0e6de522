/**
 * An independent computation of what a network computes, in plain Java and double precision without
 * TensorFlow, and small random networks to test.
 */
@NullMarked
package org.ganforge.tf.truth;

import org.jspecify.annotations.NullMarked;
