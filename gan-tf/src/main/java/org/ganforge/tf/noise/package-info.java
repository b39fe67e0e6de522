/** Stateless random numbers and the distributions made of them. */
@NullMarked
package org.ganforge.tf.noise;

import org.jspecify.annotations.NullMarked;
