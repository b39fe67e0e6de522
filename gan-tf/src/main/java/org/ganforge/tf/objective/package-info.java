/** Objectives, and the loss of a classifier, as operations on the discriminator's outputs. */
@NullMarked
package org.ganforge.tf.objective;

import org.jspecify.annotations.NullMarked;
