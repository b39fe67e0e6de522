/**
 * Faster forms of a few layers in a row; each is proved equal to the plain form, but for rounding,
 * by a test.
 */
@NullMarked
package org.ganforge.tf.rewrite;

import org.jspecify.annotations.NullMarked;
