/**
 * Faster forms of a few consecutive layers; tests prove each equal to the plain form except for
 * rounding.
 */
@NullMarked
package org.ganforge.tf.rewrite;

import org.jspecify.annotations.NullMarked;
