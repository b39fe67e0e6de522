/**
 * The forms of convolutions and matrix products, which differ only in rounding. Some are wrong and
 * some slow on certain processors; a trial on the machine checks and chooses them.
 */
@NullMarked
package org.ganforge.tf.form;

import org.jspecify.annotations.NullMarked;
