/** Exports a network for other programs, as a SavedModel, in Keras' files or as ONNX. */
@NullMarked
package org.ganforge.tf.export;

import org.jspecify.annotations.NullMarked;
