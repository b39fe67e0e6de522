/**
 * An independent answer to what a network computes: plain Java, double precision, no TensorFlow;
 * and random small networks to ask about.
 */
@NullMarked
package org.ganforge.tf.truth;

import org.jspecify.annotations.NullMarked;
