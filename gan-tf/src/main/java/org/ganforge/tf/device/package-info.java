/** What TensorFlow can compute on here, and why not on a GPU. */
@NullMarked
package org.ganforge.tf.device;

import org.jspecify.annotations.NullMarked;
