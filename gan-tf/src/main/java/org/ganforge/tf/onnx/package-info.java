/** Writes networks as ONNX files, which run without TensorFlow. */
@NullMarked
package org.ganforge.tf.onnx;

import org.jspecify.annotations.NullMarked;
