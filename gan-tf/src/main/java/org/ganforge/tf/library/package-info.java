/** TensorFlow's native library: where it is unpacked, and why it cannot be loaded. */
@NullMarked
package org.ganforge.tf.library;

import org.jspecify.annotations.NullMarked;
