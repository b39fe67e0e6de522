/** Penalties as operations on the discriminator's gradients. */
@NullMarked
package org.ganforge.tf.penalty;

import org.jspecify.annotations.NullMarked;
