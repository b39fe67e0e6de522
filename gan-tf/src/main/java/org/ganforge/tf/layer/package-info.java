/** One small compiler per layer, in a table. */
@NullMarked
package org.ganforge.tf.layer;

import org.jspecify.annotations.NullMarked;
