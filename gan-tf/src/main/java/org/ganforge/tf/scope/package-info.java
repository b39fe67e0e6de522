/** The names of a graph's operations. */
@NullMarked
package org.ganforge.tf.scope;

import org.jspecify.annotations.NullMarked;
