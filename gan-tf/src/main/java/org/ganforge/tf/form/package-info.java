/**
 * The forms of convolutions and matrix products: equal but for rounding, right and fast on some
 * processors and not on others. A trial on the machine proves them and chooses.
 */
@NullMarked
package org.ganforge.tf.form;

import org.jspecify.annotations.NullMarked;
