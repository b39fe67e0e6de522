/** The trainer, which owns graph and session and alone closes them. */
@NullMarked
package org.ganforge.tf.train;

import org.jspecify.annotations.NullMarked;
