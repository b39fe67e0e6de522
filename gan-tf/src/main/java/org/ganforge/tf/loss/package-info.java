/** Losses as operations on the discriminator's outputs. */
@NullMarked
package org.ganforge.tf.loss;

import org.jspecify.annotations.NullMarked;
