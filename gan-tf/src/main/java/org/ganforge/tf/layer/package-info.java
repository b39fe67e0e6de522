/** A compiler for each layer, and the table of them. */
@NullMarked
package org.ganforge.tf.layer;

import org.jspecify.annotations.NullMarked;
