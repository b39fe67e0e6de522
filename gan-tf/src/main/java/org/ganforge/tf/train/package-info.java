/** The trainer: it owns graph and session, and nobody else closes them. */
@NullMarked
package org.ganforge.tf.train;

import org.jspecify.annotations.NullMarked;
