/** Exports a network for other programs, as a SavedModel or in Keras' files. */
@NullMarked
package org.ganforge.tf.export;

import org.jspecify.annotations.NullMarked;
