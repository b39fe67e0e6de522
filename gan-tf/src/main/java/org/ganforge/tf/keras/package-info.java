/** Keras' own files: {@code .keras} and {@code .h5}, written and read without Python. */
@NullMarked
package org.ganforge.tf.keras;

import org.jspecify.annotations.NullMarked;
