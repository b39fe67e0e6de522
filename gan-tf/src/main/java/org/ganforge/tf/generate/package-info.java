/** A trained generator in use, with or without the rest of its GAN. */
@NullMarked
package org.ganforge.tf.generate;

import org.jspecify.annotations.NullMarked;
